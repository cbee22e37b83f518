package io.mixtura.model.export;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.document.ModelVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mixture of Gaussians as a graph of ONNX operators on float64:
 *
 * <pre>
 * points − center           so that what is large and the same in all points takes no digits
 *   → Gemm, Reshape         y_c = (x − μ_c)ᵀ U_c of all components side by side
 *   → ReduceSumSquare       squared distances
 *   → Mul −½, Add           log π_c + log N(x; μ_c, Σ_c)
 *   → ReduceLogSumExp       log density
 *   → Sub, Exp              responsibilities
 *   → ArgMax                most probable component
 * </pre>
 *
 * Noise is one component more whose U is zero: its density is the same everywhere.
 */
final class OnnxExport {
  private static final Map<String, Long> WITHOUT_LAST_AXIS = Map.of("axes", 2L, "keepdims", 0L);
  private static final Map<String, Long> OVER_COMPONENTS = Map.of("axes", 1L, "keepdims", 1L);
  private static final Map<String, Long> LARGEST = Map.of("axis", 1L, "keepdims", 0L);

  private final ModelVersion version;
  private final MixtureModel model;
  private final int k;
  private final int d;

  /** The mean of the mixture. */
  private final double[] center;

  /** d × (k·d): U of each component beside the next. */
  private final double[] projections;

  /** (center − μ)ᵀ U of each component. */
  private final double[] shifts;

  /** log π + log |U| − ½ d log 2π of each component. */
  private final double[] constants;

  private OnnxExport(ModelVersion version) {
    this.version = version;
    this.model = version.model();
    this.k = model.components();
    this.d = model.dimensions();
    this.center = center(model);
    this.projections = new double[d * k * d];
    this.shifts = new double[k * d];
    this.constants = new double[k];
  }

  static OnnxExport of(ModelVersion version) {
    OnnxExport export = new OnnxExport(version);
    for (int c = 0; c < export.model.clusters(); c++) {
      export.place(c, Whitening.of(export.model, c));
    }
    if (export.model.hasNoise()) {
      int noise = export.k - 1;
      export.constants[noise] =
          Math.log(export.model.weight(noise)) + export.model.noiseLogDensity();
    }
    return export;
  }

  private static double[] center(MixtureModel model) {
    double[] center = new double[model.dimensions()];
    double sum = 0;
    for (int c = 0; c < model.clusters(); c++) {
      double[] mean = model.mean(c);
      sum += model.weight(c);
      for (int j = 0; j < center.length; j++) {
        center[j] += model.weight(c) * mean[j];
      }
    }
    for (int j = 0; j < center.length; j++) {
      center[j] /= sum;
    }
    return center;
  }

  private void place(int c, Whitening whitening) {
    double[] mean = model.mean(c);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        projections[i * k * d + c * d + j] = whitening.get(i, j);
        shifts[c * d + j] += (center[i] - mean[i]) * whitening.get(i, j);
      }
    }
    constants[c] =
        Math.log(model.weight(c)) + whitening.logDeterminant() - d / 2.0 * Math.log(2 * Math.PI);
  }

  byte[] bytes() {
    return new OnnxGraph(version.name())
        .input("points", d)
        .constant("center", center, d)
        .constant("projections", projections, d, (long) k * d)
        .constant("shifts", shifts, (long) k * d)
        .constant("sizes", -1, k, d)
        .constant("minusHalf", new double[] {-0.5}, 1)
        .constant("constants", constants, k)
        .node("Sub", List.of("points", "center"), "centered")
        .node("Gemm", List.of("centered", "projections", "shifts"), "projected")
        .node("Reshape", List.of("projected", "sizes"), "whitened")
        .node("ReduceSumSquare", List.of("whitened"), "squaredDistances", WITHOUT_LAST_AXIS)
        .node("Mul", List.of("squaredDistances", "minusHalf"), "exponents")
        .node("Add", List.of("exponents", "constants"), "logJoint")
        .node("ReduceLogSumExp", List.of("logJoint"), "logDensity", OVER_COMPONENTS)
        .node("Sub", List.of("logJoint", "logDensity"), "logResponsibilities")
        .node("Exp", List.of("logResponsibilities"), "responsibilities")
        .node("ArgMax", List.of("logJoint"), "mostProbable", LARGEST)
        .output("responsibilities", k)
        .output("logDensity", 1)
        .output("mostProbable")
        .bytes(metadata());
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("model", version.name());
    metadata.put("version", String.valueOf(version.version()));
    metadata.put("columns", String.join("\n", version.columns()));
    if (model.hasNoise()) {
      metadata.put("noise", String.valueOf(k - 1));
    }
    return metadata;
  }
}
