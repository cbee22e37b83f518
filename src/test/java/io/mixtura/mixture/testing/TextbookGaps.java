package io.mixtura.mixture.testing;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * EM for mixtures of any family whose rows have missing values (NaN), as textbooks write it: for
 * each row and component the density of what is there, value by value and block by block, plain
 * loops. Shares no line with the engine.
 *
 * <p>Gaussian columns: Little and Rubin, ch. 11; t components: Lange, Little and Taylor (1989);
 * levels: the shares among the rows that have one; a count that is missing is expected as the rate
 * before; noise: one over the volume of the box in the columns that are there.
 */
public final class TextbookGaps {
  private final List<ColumnFamily> families;
  private final CovarianceStructure structure;
  private final boolean isShared;
  private final double @Nullable [] sides;
  private final int clusters;
  private TextbookMixture places;
  private double[] degrees;

  /** π of the clusters, then that of the noise. */
  public double[] weights;

  /** Of each component and column that is not Gaussian its rate or probabilities. */
  public double[][][] parameters;

  /**
   * Beginning where a model is.
   *
   * @param isShared whether t components have one ν
   */
  public TextbookGaps(MixtureModel model, boolean isShared) {
    this.families = model.columns();
    this.structure = model.hasGaussians() ? model.structure() : CovarianceStructure.IDENTITY;
    this.isShared = isShared;
    this.sides = model.hasNoise() ? model.noiseSides() : null;
    this.clusters = model.clusters();
    this.weights = IntStream.range(0, model.components()).mapToDouble(model::weight).toArray();
    this.degrees = IntStream.range(0, clusters).mapToDouble(model::degreesOfFreedom).toArray();
    this.parameters = new double[clusters][families.size()][0];
    double[][] means = new double[clusters][0];
    double[][][] scales = new double[clusters][0][];
    for (int k = 0; k < clusters; k++) {
      for (int j = 0; j < families.size(); j++) {
        if (!families.get(j).isGaussian()) {
          parameters[k][j] = model.distribution(k, j).clone();
        }
      }
      if (model.hasGaussians()) {
        means[k] = model.mean(k);
        scales[k] = model.covariance(k);
      }
    }
    this.places = new TextbookMixture(Arrays.copyOf(weights, clusters), means, scales);
  }

  public double[] means(int k) {
    return places.means()[k];
  }

  public double[][] scale(int k) {
    return places.covariances()[k];
  }

  public double degrees(int k) {
    return degrees[k];
  }

  public double logLikelihood(double[][] rows) {
    return Arrays.stream(rows)
        .mapToDouble(row -> TextbookIncompleteMixture.logSum(logTerms(row)))
        .sum();
  }

  private double[] numeric(double[] row) {
    return IntStream.range(0, row.length)
        .filter(j -> families.get(j).isGaussian())
        .mapToDouble(j -> row[j])
        .toArray();
  }

  private double[] logTerms(double[] row) {
    TextbookIncompleteMixture gaussian = new TextbookIncompleteMixture(places);
    double[] numeric = numeric(row);
    double[] terms = new double[weights.length];
    for (int k = 0; k < clusters; k++) {
      terms[k] = Math.log(weights[k]) + logDensity(gaussian, numeric, k);
      for (int j = 0; j < row.length; j++) {
        if (!families.get(j).isGaussian() && !Double.isNaN(row[j])) {
          terms[k] += logProbability(families.get(j), parameters[k][j], row[j]);
        }
      }
    }
    if (sides != null) {
      terms[clusters] = Math.log(weights[clusters]);
      for (int j = 0; j < row.length; j++) {
        terms[clusters] -= Double.isNaN(row[j]) ? 0 : Math.log(sides[j]);
      }
    }
    return terms;
  }

  private double logDensity(TextbookIncompleteMixture gaussian, double[] numeric, int k) {
    int d = TextbookIncompleteMixture.observed(numeric).length;
    double length = gaussian.squaredLength(numeric, k);
    double half = gaussian.logDeterminant(numeric, k) / 2;
    double nu = degrees[k];
    return Double.isInfinite(nu)
        ? -d / 2.0 * Math.log(2 * Math.PI) - half - length / 2
        : TextbookStudents.logGamma((nu + d) / 2)
            - TextbookStudents.logGamma(nu / 2)
            - d / 2.0 * Math.log(Math.PI * nu)
            - half
            - (nu + d) / 2 * Math.log(1 + length / nu);
  }

  private static double logProbability(ColumnFamily family, double[] p, double x) {
    return switch (family) {
      case ColumnFamily.Gaussian _ -> throw new IllegalArgumentException();
      case ColumnFamily.Poisson _ -> {
        double log = -p[0];
        for (int i = 1; i <= x; i++) {
          log += Math.log(p[0] / i);
        }
        yield log;
      }
      case ColumnFamily.Bernoulli _ -> Math.log(x == 1 ? p[1] : p[0]);
      case ColumnFamily.Categorical(var levels, _) -> Math.log(p[levels.indexOf(x)]);
    };
  }

  /** One E step and one M step. */
  public void iterate(double[][] rows) {
    double[][] r = new double[rows.length][];
    double[] counts = new double[weights.length];
    for (int i = 0; i < rows.length; i++) {
      double[] terms = logTerms(rows[i]);
      double sum = TextbookIncompleteMixture.logSum(terms);
      r[i] = Arrays.stream(terms).map(term -> Math.exp(term - sum)).toArray();
      for (int k = 0; k < counts.length; k++) {
        counts[k] += r[i][k];
      }
    }
    double[][][] others = new double[clusters][families.size()][0];
    for (int k = 0; k < clusters; k++) {
      for (int j = 0; j < families.size(); j++) {
        if (!families.get(j).isGaussian()) {
          others[k][j] = estimate(families.get(j), rows, r, k, j);
        }
      }
    }
    movePlaces(rows, r, counts);
    parameters = others;
    weights = Arrays.stream(counts).map(count -> count / rows.length).toArray();
  }

  private double[] estimate(ColumnFamily family, double[][] rows, double[][] r, int k, int j) {
    double[] old = parameters[k][j];
    double[] sums = new double[old.length];
    double whole = 0;
    for (int i = 0; i < rows.length; i++) {
      double x = rows[i][j];
      if (family instanceof ColumnFamily.Poisson) {
        sums[0] += r[i][k] * (Double.isNaN(x) ? old[0] : x);
        whole += r[i][k];
      } else if (!Double.isNaN(x)) {
        sums[family.levels().indexOf(x)] += r[i][k];
        whole += r[i][k];
      }
    }
    double divisor = whole;
    return Arrays.stream(sums).map(sum -> sum / divisor).toArray();
  }

  private void movePlaces(double[][] rows, double[][] r, double[] counts) {
    int d = places.dimensions();
    if (d == 0) {
      return;
    }
    TextbookIncompleteMixture gaussian = new TextbookIncompleteMixture(places);
    double[][] means = new double[clusters][d];
    double[][][] scatter = new double[clusters][d][d];
    double[] excess = new double[clusters];
    for (int k = 0; k < clusters; k++) {
      double mass = 0;
      double[] u = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        double[] row = numeric(rows[i]);
        u[i] = 1;
        if (Double.isFinite(degrees[k])) {
          int there = TextbookIncompleteMixture.observed(row).length;
          double half = (degrees[k] + there) / 2;
          u[i] = (degrees[k] + there) / (degrees[k] + gaussian.squaredLength(row, k));
          excess[k] +=
              r[i][k] * (Math.log(u[i]) - u[i] + TextbookStudents.digamma(half) - Math.log(half));
        }
        mass += r[i][k] * u[i];
        double[] completed = gaussian.completed(row, k);
        for (int j = 0; j < d; j++) {
          means[k][j] += r[i][k] * u[i] * completed[j];
        }
      }
      for (int j = 0; j < d; j++) {
        means[k][j] /= mass;
      }
      for (int i = 0; i < rows.length; i++) {
        double[] row = numeric(rows[i]);
        double[] completed = gaussian.completed(row, k);
        double[][] spread = gaussian.conditionalCovariance(row, k);
        for (int a = 0; a < d; a++) {
          for (int b = 0; b < d; b++) {
            scatter[k][a][b] +=
                r[i][k]
                    * (u[i] * (completed[a] - means[k][a]) * (completed[b] - means[k][b])
                        + spread[a][b]);
          }
        }
      }
    }
    double[] ofClusters = Arrays.copyOf(counts, clusters);
    places =
        new TextbookMixture(
            ofClusters, means, new TextbookCovariances(scatter, ofClusters).of(structure));
    moveDegrees(excess, ofClusters);
  }

  private void moveDegrees(double[] excess, double[] counts) {
    if (Double.isFinite(degrees[0])) {
      double together = Arrays.stream(excess).sum() / Arrays.stream(counts).sum();
      Arrays.setAll(
          degrees, k -> TextbookStudents.root(isShared ? together : excess[k] / counts[k]));
    }
  }
}
