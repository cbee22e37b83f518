package io.mixtura.mixture.kernel;

/**
 * The hot passes over one tile of points.
 *
 * <p>A tile is dimension-major: coordinate {@code j} of point {@code p} stands at {@code j * POINTS
 * + p}. Every array that belongs to a tile has {@value #POINTS} lanes per row, of which the caller
 * may leave the last ones empty (zero).
 *
 * <p>Both implementations give the same bits, on any hardware, interpreted or compiled: sums over
 * points are kept in four logical lanes that are added in a fixed order, products are fused where
 * the code says {@code fma} and nowhere else, and {@code exp} and {@code log} are the package's
 * own. The scalar twin is the one to read. Arguments are checked by the callers, never here.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

  /**
   * Points in a tile. A constant, never derived from the machine: results depend on it bit for bit.
   */
  int POINTS = 256;

  /** Version of the arithmetic: raised by any change that changes bits. */
  int NUMERICS = 1;

  /** The fastest implementation that this JVM can run. */
  static Kernels best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            && VectorKernels.isFast()
        ? new VectorKernels()
        : new ScalarKernels();
  }

  /** Name for logs and provenance. */
  String name();

  /**
   * Differences to a mean: z_jp = x_jp − μ_j.
   *
   * @param x tile of d rows
   * @param mean d values
   * @param z tile of d rows, overwritten
   */
  void centre(double[] x, double[] mean, int d, double[] z);

  /**
   * Squared Mahalanobis lengths of centred points: q_p = Σ_i (Σ_{j≤i} U_ij z_jp)², at most 1e300.
   *
   * @param z tile of d rows
   * @param whitening the rows of the lower triangular U = L⁻¹ one after the other, where Σ = L Lᵀ
   * @param q {@value #POINTS} values, overwritten
   */
  void squaredLengths(double[] z, double[] whitening, int d, double[] q);

  /**
   * Squared lengths in a diagonal metric: q_p = Σ_j ((x_jp − μ_j) u_j)², at most 1e300.
   *
   * @param x tile of d rows
   * @param mean d values
   * @param whitening d inverse standard deviations
   * @param q {@value #POINTS} values, overwritten
   */
  void squaredLengthsDiagonal(double[] x, double[] mean, double[] whitening, int d, double[] q);

  /**
   * Log densities from squared lengths: out[offset + p] = constant − q_p / 2.
   *
   * @param out array that receives {@value #POINTS} values from {@code offset}
   */
  void logDensities(double[] q, double constant, double[] out, int offset);

  /**
   * Responsibilities by the log-sum-exp rule, in place: r_kp = exp(l_kp) / Σ_m exp(l_mp).
   *
   * @param values k rows of log densities; replaced by responsibilities that sum to 1 over the rows
   * @param logSum receives log Σ_m exp(l_mp), the log density of each point
   * @param logLargest receives log max_k r_kp, the log of each point's largest responsibility
   */
  void normalize(double[] values, int k, double[] logSum, double[] logLargest);

  /**
   * One-hot responsibilities, in place: 1 for the row with the largest value (the first of equals).
   *
   * @param values k rows of log densities, none NaN; replaced by 0 and 1
   * @param largest receives the largest value of each point
   */
  void assignHard(double[] values, int k, double[] largest);

  /**
   * Rows weighted point by point: w_jp = r_p z_jp.
   *
   * @param r array that holds {@value #POINTS} weights from {@code offset}
   * @param w tile of d rows, overwritten
   */
  void weigh(double[] z, double[] r, int offset, int d, double[] w);

  /** The sum of {@value #POINTS} values from {@code offset}. */
  double sum(double[] values, int offset);

  /** Adds the sums over points of d rows: into[j] += Σ_p w_jp. */
  void addSums(double[] w, int d, double[] into);

  /** Adds diagonal second moments: into[j] += Σ_p w_jp z_jp. */
  void addSquares(double[] w, double[] z, int d, double[] into);

  /**
   * Adds second moments: into[i(i+1)/2 + j] += Σ_p w_ip z_jp for j ≤ i.
   *
   * @param into the rows of a lower triangle one after the other, d(d+1)/2 values
   */
  void addProducts(double[] w, double[] z, int d, double[] into);
}
