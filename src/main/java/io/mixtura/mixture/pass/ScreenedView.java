package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.covariance.Gaussians;
import io.mixtura.mixture.kernel.ColumnBlocks;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.PairedRows;
import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * Components seen in the few directions that set their means apart best: the linear discriminants,
 * in which the means differ most against the covariance within components.
 *
 * <p>R. A. Fisher: The use of multiple measurements in taxonomic problems. Ann. Eugenics 7 (1936)
 * 179–188; C. R. Rao: J. R. Statist. Soc. B 10 (1948) 159–203.
 */
public final class ScreenedView {
  private static final int DIRECTIONS = Kernels.DIRECTIONS;

  /** Below these numbers a full evaluation costs about as little as a bound. */
  private static final int FEWEST_COMPONENTS = 16;

  private static final int FEWEST_DIMENSIONS = 8;

  /** The widest ratio of variances for which a ball stands for an ellipsoid, at half the cost. */
  private static final double ROUND = 4;

  /** Bounds must hold in spite of rounding. */
  private static final double CAUTION = 1 - 1e-6;

  private final double[] origin;
  private final double[] projection;
  private final FullCovariance[] covariances;
  private final double[] outlines;
  private final int d;
  private final double[][] means;
  private final double[][] columns;

  private ScreenedView(double[] origin, double[] projection, Gaussians components) {
    this.origin = origin;
    this.projection = projection;
    int k = components.count();
    this.covariances = new FullCovariance[k];
    this.outlines = new double[k * Kernels.OUTLINE];
    this.d = components.dimensions();
    this.means = new double[k][];
    this.columns = new double[k][];
    for (int c = 0; c < k; c++) {
      covariances[c] = projected(components.covariance(c));
      means[c] = Arrays.copyOf(components.mean(c), ColumnBlocks.stride(d));
      columns[c] = columns((FullCovariance) components.covariance(c));
      System.arraycopy(projected(components.mean(c)), 0, outlines, c * Kernels.OUTLINE, DIRECTIONS);
      outline(covariances[c], c * Kernels.OUTLINE + DIRECTIONS);
    }
  }

  private static double[] columns(FullCovariance covariance) {
    int d = covariance.dimensions();
    double[] columns = new double[ColumnBlocks.length(d)];
    double[] whitening = covariance.whitening();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        columns[ColumnBlocks.index(i, j)] = whitening[PairedRows.index(i, j)];
      }
    }
    return columns;
  }

  /** A ball, or where that is too wide the ellipsoid. */
  private void outline(FullCovariance covariance, int at) {
    double precision = CAUTION * precisionOfBall(covariance);
    outlines[at] = precision;
    double[] whitening = covariance.whitening();
    for (int i = 0, t = at + 1; precision == 0 && i < DIRECTIONS; i++) {
      for (int j = 0; j <= i; j++, t++) {
        outlines[t] = CAUTION * whitening[PairedRows.index(i, j)];
      }
    }
  }

  /**
   * 1 / λ_max, with which no distance gets longer; 0 where a ball is too wide for the ellipsoid.
   */
  private static double precisionOfBall(FullCovariance covariance) {
    double[] eigenvalues = covariance.eigenvalues();
    double largest = eigenvalues[eigenvalues.length - 1];
    return largest <= ROUND * eigenvalues[0] ? 1 / largest : 0;
  }

  /** The view of these components; null where there is nothing to gain by one. */
  public static @Nullable ScreenedView of(Gaussians components) {
    int d = components.dimensions();
    if (components.count() < FEWEST_COMPONENTS
        || d < FEWEST_DIMENSIONS
        || !components.covariances().stream().allMatch(FullCovariance.class::isInstance)) {
      return null;
    }
    double[] origin = components.middle();
    double[] projection = discriminants(components, origin);
    if (projection == null) {
      return null;
    }
    ScreenedView view = new ScreenedView(origin, projection, components);
    return view.isSound() ? view : null;
  }

  private boolean isSound() {
    return Arrays.stream(covariances)
        .allMatch(covariance -> Double.isFinite(covariance.logDeterminant()));
  }

  /** The leading eigenvectors of L⁻¹ B L⁻ᵀ, times L⁻¹: B between, W = L Lᵀ within components. */
  private static double @Nullable [] discriminants(Gaussians components, double[] origin) {
    int d = components.dimensions();
    FullCovariance within = within(components);
    if (!Double.isFinite(within.logDeterminant())) {
      return null;
    }
    DMatrixRMaj between = new DMatrixRMaj(d, d);
    for (int k = 0; k < components.count(); k++) {
      double[] difference = components.mean(k).clone();
      for (int j = 0; j < d; j++) {
        difference[j] -= origin[j];
      }
      DMatrixRMaj white = DMatrixRMaj.wrap(d, 1, within.whitened(difference));
      CommonOps_DDRM.multAddTransB(white, white, between);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    return eigen.decompose(between) ? leading(eigen, within) : null;
  }

  private static FullCovariance within(Gaussians components) {
    int d = components.dimensions();
    double[] within = new double[d * (d + 1) / 2];
    for (int k = 0; k < components.count(); k++) {
      double[] parameters = components.covariance(k).parameters();
      for (int t = 0; t < within.length; t++) {
        within[t] += parameters[t] / components.count();
      }
    }
    return new FullCovariance(d, within);
  }

  private static double[] leading(
      EigenDecomposition_F64<DMatrixRMaj> eigen, FullCovariance within) {
    int d = within.dimensions();
    Integer[] order = new Integer[d];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) ->
            Double.compare(eigen.getEigenvalue(b).getReal(), eigen.getEigenvalue(a).getReal()));
    double[] projection = new double[DIRECTIONS * d];
    for (int i = 0; i < DIRECTIONS; i++) {
      double[] direction = within.whitenedBack(eigen.getEigenVector(order[i]).data);
      System.arraycopy(direction, 0, projection, i * d, d);
    }
    return projection;
  }

  private double[] projected(double[] mean) {
    int d = mean.length;
    double[] y = new double[DIRECTIONS];
    for (int i = 0; i < DIRECTIONS; i++) {
      for (int j = 0; j < d; j++) {
        y[i] = Math.fma(projection[i * d + j], mean[j] - origin[j], y[i]);
      }
    }
    return y;
  }

  /** A Σ Aᵀ. */
  private FullCovariance projected(Covariance covariance) {
    int d = covariance.dimensions();
    DMatrixRMaj a = DMatrixRMaj.wrap(DIRECTIONS, d, projection);
    DMatrixRMaj half = CommonOps_DDRM.mult(a, covariance.matrix(), null);
    DMatrixRMaj product = CommonOps_DDRM.multTransB(half, a, null);
    double[] lower = new double[DIRECTIONS * (DIRECTIONS + 1) / 2];
    for (int i = 0, t = 0; i < DIRECTIONS; i++) {
      for (int j = 0; j <= i; j++, t++) {
        lower[t] = product.get(i, j);
      }
    }
    return new FullCovariance(DIRECTIONS, lower);
  }

  /** The first points of a tile in the view. */
  void project(Kernels kernels, Tile x, int points, double[] into) {
    kernels.project(x.values(), points, origin, projection, DIRECTIONS, x.dimensions(), into);
  }

  /** What is seen of the components, for {@link Kernels#bound}: the array itself. */
  double[] outlines() {
    return outlines;
  }

  /** {@link Kernels#logDensitiesOfRows} in full. */
  void logDensities(
      Kernels kernels,
      int k,
      double[] rows,
      int[] points,
      int from,
      int to,
      double constant,
      double[] scratch,
      double[] out,
      int offset) {
    kernels.logDensitiesOfRows(
        rows, points, from, to, means[k], columns[k], d, constant, scratch, out, offset);
  }
}
