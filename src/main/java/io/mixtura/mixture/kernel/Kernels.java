package io.mixtura.mixture.kernel;

/**
 * The hot passes over one tile of points.
 *
 * <p>A tile is dimension-major: coordinate {@code j} of point {@code p} stands at {@code j * POINTS
 * + p}. Every array that belongs to a tile has {@value #POINTS} lanes per row, of which the caller
 * may leave the last ones empty (zero).
 *
 * <p>Both implementations give the same bits, on any hardware, interpreted or compiled: sums over
 * points are kept in eight logical lanes that are added in a fixed order, products are fused where
 * the code says {@code fma} and nowhere else, and {@code exp} and {@code log} are the package's
 * own. The scalar twin is the one to read. Arguments are checked by the callers, never here.
 */
public sealed interface Kernels permits ScalarKernels, VectorKernels {

  /**
   * Points in a tile. A constant, never derived from the machine: results depend on it bit for bit.
   */
  int POINTS = 256;

  /**
   * Points that a triangular product takes at a time: their coordinates, one row of them for each
   * dimension, stay in the nearest cache. Where a method takes a number of points, it is a multiple
   * of this, for sums over points of {@value #LANES}.
   */
  int PANEL = 16;

  /** Directions in which points and components are seen where densities are bounded from above. */
  int DIRECTIONS = 4;

  /**
   * What is seen of a component: its mean; λ, the precision of a ball, or 0; and for λ = 0 the rows
   * of a triangle U one after the other, 0 elsewhere.
   */
  int OUTLINE = DIRECTIONS + 1 + DIRECTIONS * (DIRECTIONS + 1) / 2;

  /** Logical lanes of a sum over points, whatever the hardware has. */
  int LANES = 8;

  /** Version of the arithmetic: raised by any change that changes bits. */
  int NUMERICS = 4;

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
   * Whitened points: y_ip = Σ_{j≤i} U_ij (x_jp − μ_j).
   *
   * @param x tile of d rows
   * @param points how many of its points to look at, from the first
   * @param mean d values
   * @param whitening the lower triangular U = L⁻¹ as {@link PairedRows}, where Σ = L Lᵀ
   * @param panel scratch of d × {@value #PANEL} values
   * @param y tile of d rows, overwritten
   */
  void whiten(
      double[] x, int points, double[] mean, double[] whitening, int d, double[] panel, double[] y);

  /**
   * Log densities of a full covariance: out_p = constant − q_p / 2 with q_p = Σ_i (Σ_{j≤i} U_ij
   * (x_jp − μ_j))², at most 1e300.
   *
   * @param x tile of d rows
   * @param points how many of its points to look at, from the first
   * @param mean d values
   * @param whitening the lower triangular U = L⁻¹ as {@link PairedRows}, where Σ = L Lᵀ
   * @param panel scratch of d × {@value #PANEL} values
   * @param out array that receives the values from {@code offset}
   */
  void logDensities(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double constant,
      double[] panel,
      double[] out,
      int offset);

  /**
   * {@link #logDensities} of few points, each a row.
   *
   * @param rows of {@link ColumnBlocks#stride} values
   * @param points numbers of rows, of which those from {@code from} to before {@code to} count
   * @param mean a row
   * @param columns the lower triangular U = L⁻¹ as {@link ColumnBlocks}, where Σ = L Lᵀ
   * @param scratch of four rows
   * @param out array that receives the values from {@code offset}
   */
  void logDensitiesOfRows(
      double[] rows,
      int[] points,
      int from,
      int to,
      double[] mean,
      double[] columns,
      int d,
      double constant,
      double[] scratch,
      double[] out,
      int offset);

  /**
   * Log densities of a diagonal covariance: out_p = constant − q_p / 2 with q_p = Σ_j ((x_jp − μ_j)
   * u_j)², at most 1e300.
   *
   * @param x tile of d rows
   * @param points how many of its points to look at, from the first
   * @param mean d values
   * @param whitening d inverse standard deviations
   * @param out array that receives the values from {@code offset}
   */
  void logDensitiesDiagonal(
      double[] x,
      int points,
      double[] mean,
      double[] whitening,
      int d,
      double constant,
      double[] out,
      int offset);

  /**
   * Log densities of a spherical covariance: out_p = constant − λ q_p / 2 with q_p = Σ_j (x_jp −
   * μ_j)²; λ q_p is at most 1e300.
   *
   * @param x tile of d rows
   * @param points how many of its points to look at, from the first
   * @param mean d values
   * @param precision λ, the inverse variance
   * @param out array that receives the values from {@code offset}
   */
  void logDensitiesSpherical(
      double[] x,
      int points,
      double[] mean,
      double precision,
      int d,
      double constant,
      double[] out,
      int offset);

  /**
   * Projected points: y_ip = Σ_j A_ij (x_jp − μ_j).
   *
   * @param x tile of d rows
   * @param points how many of its points to look at, from the first
   * @param mean d values
   * @param projection the m rows of A one after the other
   * @param y tile of m rows, overwritten
   */
  void project(
      double[] x, int points, double[] mean, double[] projection, int m, int d, double[] y);

  /**
   * Upper bounds of log densities for a panel of points, and which component's is the highest: b_kp
   * = constant_k − q / 2 with q = λ Σ_i (y_ip − μ_i)² or Σ_i (Σ_{j≤i} U_ij (y_jp − μ_j))², at most
   * 1e300.
   *
   * @param y tile of {@value #DIRECTIONS} rows
   * @param p the first point of the panel
   * @param outlines {@value #OUTLINE} values for each component
   * @param constants one for each component
   * @param bounds for each component {@value #PANEL} values, overwritten
   * @param highest receives the highest bound of each point, at the point's place in the tile
   * @param owners receives the component that it is of, the first of equals
   */
  void bound(
      double[] y,
      int p,
      double[] outlines,
      double[] constants,
      double[] bounds,
      double[] highest,
      double[] owners);

  /**
   * Finds the bounds of a panel of points that lie above their points' floors.
   *
   * @param bounds as {@link #bound} leaves them, of k components
   * @param floors a floor for each point of a tile
   * @param p the first point of the panel
   * @param into receives the places of these bounds, in ascending order
   * @return how many there are
   */
  int selectBounds(double[] bounds, int k, double[] floors, int p, int[] into);

  /**
   * Finds the points whose value lies above their floor.
   *
   * @param values array that holds the points' values from {@code offset}
   * @param points how many points to look at, from the first
   * @param floors a floor for each point
   * @param into receives the numbers of those points, in ascending order
   * @return how many there are
   */
  int select(double[] values, int offset, int points, double[] floors, int[] into);

  /**
   * Responsibilities by the log-sum-exp rule, in place: r_kp = exp(l_kp) / Σ_m exp(l_mp).
   *
   * @param values k rows of log densities; replaced by responsibilities that sum to 1 over the rows
   * @param points how many points to look at, from the first
   * @param logSum receives log Σ_m exp(l_mp), the log density of each point
   * @param logLargest receives log max_k r_kp, the log of each point's largest responsibility
   */
  void normalize(double[] values, int points, int k, double[] logSum, double[] logLargest);

  /**
   * As {@link #normalize}, where few components have a share in a point, and of the others' values
   * nothing is read. There is nothing here to do on vectors.
   *
   * @param values k rows of log densities, replaced by responsibilities in the pairs below alone
   * @param points for each component the points in which it has a share; each point is in a list
   * @param sizes how many of its points each component has
   * @param count how many points there are
   * @param logSum receives log Σ_m exp(l_mp), the log density of each point
   * @param logLargest receives log max_k r_kp, the log of each point's largest responsibility
   */
  default void normalizeSome(
      double[] values,
      int[][] points,
      int[] sizes,
      int count,
      double[] logSum,
      double[] logLargest) {
    SparsePosteriors.normalize(values, points, sizes, count, logSum, logLargest);
  }

  /**
   * One-hot responsibilities, in place: 1 for the row with the largest value (the first of equals).
   *
   * @param values k rows of log densities, none NaN; replaced by 0 and 1
   * @param points how many points to look at, from the first
   * @param largest receives the largest value of each point
   */
  void assignHard(double[] values, int points, int k, double[] largest);

  /**
   * Multiplies each row by the same factors, in place: v_kp = v_kp f_p.
   *
   * @param values k rows
   * @param factors a factor for each point
   */
  void multiply(double[] values, int k, double[] factors);

  /**
   * Makes log densities of t distributions of Gaussian ones, in place: of −q/2 constant − (ν+d)/2 ·
   * log(1 + q/ν).
   *
   * @param values array that holds the points' −q/2 from {@code offset}
   * @param points how many points to look at, from the first
   * @param weights receives (ν+d) / (ν+q) from {@code offset}
   * @param logs receives log(1 + q/ν) from {@code offset}
   */
  void thicken(
      double[] values,
      int offset,
      int points,
      double degreesOfFreedom,
      int d,
      double constant,
      double[] weights,
      double[] logs);

  /** The sum of {@value #POINTS} values from {@code offset}. */
  double sum(double[] values, int offset);

  /**
   * The sums of rows.
   *
   * @param values rows of {@value #POINTS}
   * @param points how many of each to look at, from the first
   * @param into receives a sum for each row
   */
  void sums(double[] values, int rows, int points, double[] into);

  /**
   * Adds weighted sums about a mean: into[j] += Σ_p r_p (x_jp − μ_j).
   *
   * @param x tile of d rows
   * @param points how many of its points to look at, from the first
   * @param mean d values
   * @param r array that holds the points' weights from {@code offset}
   */
  void addSums(double[] x, int points, double[] mean, double[] r, int offset, int d, double[] into);

  /**
   * Adds weighted sums and squares about a mean: sums[j] += Σ_p r_p z_jp and squares[j] += Σ_p r_p
   * z_jp² with z_jp = x_jp − μ_j.
   *
   * @param x tile of d rows
   * @param points how many of its points to look at, from the first
   * @param mean d values
   * @param r array that holds the points' weights from {@code offset}
   */
  void addSquares(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int d,
      double[] sums,
      double[] squares);

  /**
   * Adds weighted sums and products about a mean: sums[j] += Σ_p r_p (x_jp − μ_j) and
   * products[i(i+1)/2 + j] += Σ_p v_ip v_jp for j ≤ i, with v_jp = √r_p (x_jp − μ_j). The root,
   * since one tile of √r z then serves both factors of r z zᵀ.
   *
   * @param x tile of d rows
   * @param points how many of its points to look at, from the first
   * @param mean d values
   * @param r array that holds the points' weights, none negative, from {@code offset}
   * @param roots scratch of {@value #POINTS} values
   * @param v scratch, a tile of d rows
   * @param products the rows of a lower triangle one after the other, d(d+1)/2 values
   */
  void addMoments(
      double[] x,
      int points,
      double[] mean,
      double[] r,
      int offset,
      int d,
      double[] roots,
      double[] v,
      double[] sums,
      double[] products);

  /**
   * {@link #addMoments} of few points, each a row, with the same bits.
   *
   * @param rows of {@link ColumnBlocks#stride} values
   * @param points how many of them to look at, from the first
   * @param mean a row
   * @param r their weights, none negative
   * @param v scratch of as many rows, and as many values
   * @param sums sums[j] += Σ_p r_p (x_pj − μ_j)
   * @param products products[i(i+1)/2 + j] += Σ_p r_p (x_pi − μ_i) (x_pj − μ_j) for j ≤ i
   */
  void addMomentsOfRows(
      double[] rows,
      int points,
      double[] mean,
      double[] r,
      int d,
      double[] v,
      double[] sums,
      double[] products);
}
