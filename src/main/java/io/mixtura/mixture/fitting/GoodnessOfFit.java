package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.observations.DistinctRows;
import java.util.stream.IntStream;

/**
 * How well latent classes explain the table of answers, in the terms of R's poLCA. f is the number
 * of rows in a cell of the table, N that of all rows without gaps, and F = N p the number that the
 * model expects in the cell.
 *
 * <ul>
 *   <li>Rows with gaps are in no cell of the table, so they count in the entropy alone.
 *   <li>A cell in which nobody is adds F to χ², and nothing to G².
 *   <li>With few rows for the number of cells neither is distributed as χ², and both tell models
 *       apart at best.
 * </ul>
 *
 * <p>D. A. Linzer, J. B. Lewis: poLCA: An R Package for Polytomous Variable Latent Class Analysis.
 * J. Stat. Softw. 42 (2011) no. 10. J. K. Vermunt, J. Magidson: Technical Guide for Latent GOLD 5.1
 * (2016), for the entropy.
 *
 * @param likelihoodRatio G² = 2 Σ f log(f/F); NaN if no row is without gaps
 * @param pearson χ² = Σ (f − F)² / F; NaN if no row is without gaps
 * @param residualDegreesOfFreedom the lesser of the number of rows and the number of cells − 1,
 *     minus the free parameters
 * @param entropyRSquared 1 − Σ_i H(r_i) / (n H(π)), with H(p) = −Σ p log p: what share of the doubt
 *     about the class of a row its answers take away; NaN if there is no doubt before
 * @param completeRows N, or the sum of their sample weights
 */
public record GoodnessOfFit(
    double likelihoodRatio,
    double pearson,
    long residualDegreesOfFreedom,
    double entropyRSquared,
    double completeRows) {

  /**
   * Of latent classes.
   *
   * @param rows the data in the model's units
   * @param size the number of rows that weights make up
   */
  static GoodnessOfFit of(MixtureModel model, DistinctRows rows, long freeParameters, double size) {
    Sums sums = new Sums(rows);
    new JudgedPoints(model, rows.observations()).forEach(sums);
    double complete = sums.complete;
    double prior =
        entropy(IntStream.range(0, model.components()).mapToDouble(model::weight).toArray());
    return new GoodnessOfFit(
        complete > 0
            ? Math.max(0, 2 * (sums.ratio - complete * StrictMath.log(complete)))
            : Double.NaN,
        complete > 0 ? Math.max(0, sums.squares / complete - complete) : Double.NaN,
        (long) Math.min(Math.rint(size), Patterns.count(model.columns()) - 1) - freeParameters,
        prior > 0 ? 1 - sums.entropy / (sums.weight * prior) : Double.NaN,
        complete);
  }

  private static double entropy(double[] shares) {
    double entropy = 0;
    for (double share : shares) {
      entropy -= share > 0 ? share * StrictMath.log(share) : 0;
    }
    return entropy;
  }

  /** What all of it is made of. */
  private static final class Sums implements JudgedPoints.Visitor {
    private final DistinctRows rows;
    private double complete;

    /** Σ f log(f/p) over the cells where somebody is. */
    private double ratio;

    /** Σ f²/p over these cells: N times χ² + N. */
    private double squares;

    private int row;
    private double weight;
    private double entropy;

    Sums(DistinctRows rows) {
      this.rows = rows;
    }

    @Override
    public void visit(double[] point, double[] responsibilities, double logDensity) {
      double count = rows.weight(row);
      weight += count;
      entropy += count * entropy(responsibilities);
      if (rows.isComplete(row)) {
        complete += count;
        ratio += count * (StrictMath.log(count) - logDensity);
        squares += count * count / StrictMath.exp(logDensity);
      }
      row++;
    }
  }
}
