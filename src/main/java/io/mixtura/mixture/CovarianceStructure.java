package io.mixtura.mixture;

import java.util.List;

/**
 * What the covariance matrices of a Gaussian mixture may look like, from free to fixed.
 *
 * <p>A structure is a way to turn the scatter of the points about their component's mean into
 * covariances; everything else is shared.
 */
public sealed interface CovarianceStructure {

  /** Every component has a matrix of its own (mclust: VVV). */
  CovarianceStructure FULL = new Full();

  /** All components share one matrix (mclust: EEE). */
  CovarianceStructure TIED = new Tied();

  /** Every component has a variance for each column (mclust: VVI). */
  CovarianceStructure DIAGONAL = new Diagonal();

  /** Every component has one variance (mclust: VII). */
  CovarianceStructure SPHERICAL = new Spherical();

  /** Σ = I for every component: soft k-means. */
  CovarianceStructure IDENTITY = new Identity();

  /** All structures. */
  List<CovarianceStructure> ALL = List.of(FULL, TIED, DIAGONAL, SPHERICAL, IDENTITY);

  /**
   * The structure of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  static CovarianceStructure of(String code) {
    for (CovarianceStructure structure : ALL) {
      if (structure.code().equals(code)) {
        return structure;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not a covariance structure; there are %s"
            .formatted(
                code, String.join(", ", ALL.stream().map(CovarianceStructure::code).toList())));
  }

  /** The name in requests and answers. */
  String code();

  /** The second moments that {@link #estimate} reads. */
  Moments moments();

  /** Free parameters of the covariances of k components in d dimensions. */
  long freeParameters(int k, int d);

  /**
   * The maximum likelihood covariances, one per component.
   *
   * @param scatter the points' second moments about their components' new means
   */
  List<Covariance> estimate(Scatter scatter);

  /** What the structure makes of one covariance: one of a sphere is not one in other units. */
  default Covariance nearest(Covariance covariance) {
    int d = covariance.dimensions();
    return switch (this) {
      case Full _, Tied _, Diagonal _ -> covariance;
      case Spherical _ -> {
        double trace = 0;
        for (int j = 0; j < d; j++) {
          trace += covariance.get(j, j);
        }
        yield DiagonalCovariance.spherical(d, trace / d);
      }
      case Identity _ -> DiagonalCovariance.spherical(d, 1);
    };
  }

  /** {@link #FULL}. */
  record Full() implements CovarianceStructure {
    @Override
    public String code() {
      return "full";
    }

    @Override
    public Moments moments() {
      return Moments.FULL;
    }

    @Override
    public long freeParameters(int k, int d) {
      return (long) k * d * (d + 1) / 2;
    }

    @Override
    public List<Covariance> estimate(Scatter scatter) {
      return scatter.perComponent(
          k -> new FullCovariance(scatter.dimensions(), scatter.covariance(k)));
    }
  }

  /** {@link #TIED}. */
  record Tied() implements CovarianceStructure {
    @Override
    public String code() {
      return "tied";
    }

    @Override
    public Moments moments() {
      return Moments.FULL;
    }

    @Override
    public long freeParameters(int k, int d) {
      return (long) d * (d + 1) / 2;
    }

    @Override
    public List<Covariance> estimate(Scatter scatter) {
      Covariance pooled = new FullCovariance(scatter.dimensions(), scatter.pooled().covariance(0));
      return scatter.perComponent(k -> pooled);
    }
  }

  /** {@link #DIAGONAL}. */
  record Diagonal() implements CovarianceStructure {
    @Override
    public String code() {
      return "diagonal";
    }

    @Override
    public Moments moments() {
      return Moments.DIAGONAL;
    }

    @Override
    public long freeParameters(int k, int d) {
      return (long) k * d;
    }

    @Override
    public List<Covariance> estimate(Scatter scatter) {
      return scatter.perComponent(k -> new DiagonalCovariance(scatter.covariance(k)));
    }
  }

  /** {@link #SPHERICAL}. */
  record Spherical() implements CovarianceStructure {
    @Override
    public String code() {
      return "spherical";
    }

    @Override
    public Moments moments() {
      return Moments.DIAGONAL;
    }

    @Override
    public long freeParameters(int k, int d) {
      return k;
    }

    @Override
    public List<Covariance> estimate(Scatter scatter) {
      return scatter.perComponent(
          k -> DiagonalCovariance.spherical(scatter.dimensions(), mean(scatter.covariance(k))));
    }

    private static double mean(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum / values.length;
    }
  }

  /** {@link #IDENTITY}. */
  record Identity() implements CovarianceStructure {
    @Override
    public String code() {
      return "identity";
    }

    @Override
    public Moments moments() {
      return Moments.NONE;
    }

    @Override
    public long freeParameters(int k, int d) {
      return 0;
    }

    @Override
    public List<Covariance> estimate(Scatter scatter) {
      Covariance identity = DiagonalCovariance.spherical(scatter.dimensions(), 1);
      return scatter.perComponent(k -> identity);
    }
  }
}
