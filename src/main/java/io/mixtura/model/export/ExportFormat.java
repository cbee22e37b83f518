package io.mixtura.model.export;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What a model can be exported as. */
enum ExportFormat {
  /** Arrays under the names that scikit-learn's GaussianMixture has for them. */
  NPZ("npz", "application/x-npz", version -> NpzExport.of(version).bytes()),
  /** A graph of operators that tells responsibilities, labels and log densities. */
  ONNX("onnx", "application/octet-stream", version -> OnnxExport.of(version).bytes());

  private final String code;
  private final MediaType type;
  private final Function<ModelVersion, byte[]> writer;

  ExportFormat(String code, String type, Function<ModelVersion, byte[]> writer) {
    this.code = code;
    this.type = MediaType.parseMediaType(type);
    this.writer = writer;
  }

  static ExportFormat of(String code) {
    return Arrays.stream(values())
        .filter(format -> format.code.equals(code))
        .findFirst()
        .orElseThrow(() ->
            Refusal.of(
                HttpStatus.BAD_REQUEST,
                "format",
                "'format' must be %s, but was '%s'".formatted(names(), Excerpt.of(code))));
  }

  private static String names() {
    return Arrays.stream(values())
        .map(format -> "'" + format.code + "'")
        .collect(Collectors.joining(" or "));
  }

  /**
   * The file.
   *
   * @throws Refusal 406 if the format has no words for the model
   */
  byte[] bytes(ModelVersion version) {
    requireSayable(version);
    return writer.apply(version);
  }

  /** Both formats know Gaussian components alone, and npz none of noise. */
  private void requireSayable(ModelVersion version) {
    MixtureModel model = version.model();
    if (version.algorithm() == Algorithm.KMEANS) {
      throw unsayable("the hard clusters of k-means");
    }
    if (model.columns().stream().anyMatch(column -> !column.isGaussian())) {
      throw unsayable("columns of counts or levels");
    }
    if (model.isStudent()) {
      throw unsayable("t components");
    }
    if (this == NPZ && model.hasNoise()) {
      throw unsayable("noise");
    }
  }

  private Refusal unsayable(String what) {
    String other = this == NPZ && what.equals("noise") ? "; format=onnx does" : "";
    return Refusal.of(
        HttpStatus.NOT_ACCEPTABLE,
        "format",
        "%s has no words for %s%s; GET …/versions/{version} has all parameters as JSON"
            .formatted(code, what, other));
  }

  MediaType type() {
    return type;
  }

  /** The name of the file. */
  String file(ModelVersion version) {
    return "%s-%d.%s".formatted(version.name(), version.version(), code);
  }
}
