package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.encoding.ColumnFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * How many of the parameters of discrete columns rows can determine: the rank of the Jacobian of
 * the log-probabilities of all rows that there could be.
 *
 * <p>Where it is less than the number of parameters, these can be moved together so that no row
 * becomes more or less probable: the maximum is flat, and where on it a fit ends is chance. Weights
 * and probabilities are taken by their logits, rates by their logarithms, so that a column of the
 * Jacobian is r_ik (x_ij − μ_kj). A parameter at a bound is held there by the data and counts as
 * known, and so does all of a component that has no rows. Of mixed columns the discrete ones are
 * looked at, and the means and covariances of the others taken for known.
 *
 * <p>All that is random is which rows are looked at, where there are too many; if some of them
 * determine all parameters, so do all.
 *
 * <p>L. A. Goodman: Exploratory latent structure analysis using both identifiable and
 * unidentifiable models. Biometrika 61 (1974) 215–231. T. J. Rothenberg: Identification in
 * parametric models. Econometrica 39 (1971) 577–591.
 *
 * @param parameters that are not at a bound
 * @param determined how many directions of them
 */
record Identification(int parameters, int determined) {
  /** Probabilities and rates that count as 0. */
  private static final double BOUND = 1e-4;

  /** Below this number of rows a component has none. */
  private static final double EMPTY = 0.5;

  /** Multiplications in one go: a tenth of a second. */
  private static final double MOST_WORK = 1e8;

  /** The square of a millionth: of a matrix of rank 2 and 3 rows an eigenvalue is about 1e-16. */
  private static final double ZERO = 1e-12;

  /** No component has such a row, for all that can be computed. */
  private static final double IMPOSSIBLE = -500;

  private static final int FEWEST_PATTERNS = 1024;
  private static final int MORE = 4;

  boolean isFlat() {
    return determined < parameters;
  }

  /**
   * Of a model of columns that are not all Gaussian.
   *
   * @param counts of the rows of each component
   * @param labelled likewise, of those of which it is known that they are the component's
   * @param areWeightsFree whether the mixing weights were estimated
   * @return as if all were determined where finding out would take too long
   */
  static Identification of(
      MixtureModel model, double[] counts, double[] labelled, boolean areWeightsFree) {
    List<Parameter> free = parameters(model, counts, areWeightsFree);
    int p = free.size();
    if (p == 0) {
      return new Identification(0, 0);
    }
    int last = 0;
    for (int wanted = Math.max(FEWEST_PATTERNS, MORE * p); true; wanted *= MORE) {
      Patterns patterns = new Patterns(model);
      double looked = Math.min(wanted, patterns.count());
      if (looked * p * p > MOST_WORK) {
        return new Identification(p, p);
      }
      int rank = rank(new JudgedPoints(model, patterns.some(wanted)), free, labelled);
      if (rank == p || rank == last || looked < wanted) {
        return new Identification(p, rank);
      }
      last = rank;
    }
  }

  /**
   * A parameter.
   *
   * @param component whose it is
   * @param column of the data; −1 for the mixing weight
   * @param level of the column; NaN for a rate
   * @param mean the probability or rate
   */
  private record Parameter(int component, int column, double level, double mean) {
    static Parameter weight(MixtureModel model, int component) {
      return new Parameter(component, -1, Double.NaN, model.weight(component));
    }

    double derivative(double[] point, double[] responsibilities) {
      double responsibility = responsibilities[component];
      if (column < 0) {
        return responsibility - mean;
      }
      double seen = Double.isNaN(level) ? point[column] : point[column] == level ? 1 : 0;
      return responsibility * (seen - mean);
    }
  }

  private static List<Parameter> parameters(
      MixtureModel model, double[] counts, boolean areWeightsFree) {
    int[] present = IntStream.range(0, counts.length).filter(k -> counts[k] >= EMPTY).toArray();
    List<Parameter> free = new ArrayList<>();
    // One weight follows from the others, and so does one level of each column.
    for (int i = areWeightsFree ? 1 : present.length; i < present.length; i++) {
      free.add(Parameter.weight(model, present[i]));
    }
    for (int k : present) {
      for (int column = 0; column < model.dimensions(); column++) {
        if (!model.encoding().isGaussian(column)) {
          free.addAll(inside(model, k, column));
        }
      }
    }
    return free;
  }

  /** Those of a column that are not at a bound. */
  private static List<Parameter> inside(MixtureModel model, int k, int column) {
    double[] means = model.distribution(k, column);
    ColumnFamily family = model.columns().get(column);
    List<Double> levels = family.hasLevels() ? family.levels() : List.of(Double.NaN);
    List<Parameter> inside =
        IntStream.range(0, means.length)
            .filter(l -> means[l] >= BOUND)
            .mapToObj(l -> new Parameter(k, column, levels.get(l), means[l]))
            .toList();
    // Of very many levels all may count as 0.
    return family.hasLevels() && !inside.isEmpty() ? inside.subList(1, inside.size()) : inside;
  }

  /** Of the products of the Jacobian's columns, each brought to length 1. */
  private static int rank(JudgedPoints patterns, List<Parameter> free, double[] labelled) {
    int p = free.size();
    double[] products = new double[p * p];
    double[] row = new double[p];
    double[] known = new double[labelled.length];
    patterns.forEach((point, responsibilities, logDensity) -> {
      if (logDensity > IMPOSSIBLE) {
        addProducts(free, point, responsibilities, row, products);
      }
      for (int k = 0; k < labelled.length; k++) {
        if (labelled[k] > 0) {
          known[k] = 1;
          addProducts(free, point, known, row, products);
          known[k] = 0;
        }
      }
    });
    return p - zeros(products, p);
  }

  private static void addProducts(
      List<Parameter> free,
      double[] point,
      double[] responsibilities,
      double[] row,
      double[] products) {
    for (int a = 0; a < row.length; a++) {
      row[a] = free.get(a).derivative(point, responsibilities);
      for (int b = 0; b <= a; b++) {
        products[a * row.length + b] += row[a] * row[b];
      }
    }
  }

  private static int zeros(double[] products, int p) {
    DMatrixRMaj matrix = new DMatrixRMaj(p, p);
    for (int a = 0; a < p; a++) {
      for (int b = 0; b <= a; b++) {
        double length = Math.sqrt(products[a * p + a] * products[b * p + b]);
        double cosine = length > 0 ? products[a * p + b] / length : 0;
        matrix.set(a, b, cosine);
        matrix.set(b, a, cosine);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> values = DecompositionFactory_DDRM.eig(p, false, true);
    if (!values.decompose(matrix)) {
      return 0;
    }
    return (int)
        IntStream.range(0, p).filter(a -> values.getEigenvalue(a).getReal() < ZERO).count();
  }
}
