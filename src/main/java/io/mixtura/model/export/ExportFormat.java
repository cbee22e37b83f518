package io.mixtura.model.export;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.model.document.PortableDocument;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What a model can be exported as. */
enum ExportFormat {
  /** Everything that is stored, for {@code versions:import} of another service. */
  JSON(
      "json",
      MediaType.APPLICATION_JSON_VALUE,
      (_, document) -> PortableDocument.of(document.get()).getBytes(StandardCharsets.UTF_8)),
  /** Arrays under the names that scikit-learn's GaussianMixture has for them. */
  NPZ("npz", "application/x-npz", (version, _) -> NpzExport.of(version).bytes()),
  /** A graph of operators that tells responsibilities, labels and log densities. */
  ONNX("onnx", "application/octet-stream", (version, _) -> OnnxExport.of(version).bytes());

  private final String code;
  private final MediaType type;
  private final BiFunction<ModelVersion, Supplier<String>, byte[]> writer;

  ExportFormat(
      String code, String type, BiFunction<ModelVersion, Supplier<String>, byte[]> writer) {
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
   * @param document the version as it is stored, which is not read where it is not needed
   * @throws Refusal 406 if the format has no words for the model
   */
  byte[] bytes(ModelVersion version, Supplier<String> document) {
    if (this != JSON) {
      requireSayable(version);
    }
    return writer.apply(version, document);
  }

  /** Other programs know Gaussian components alone, and npz none of noise. */
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
        "%s has no words for %s%s; format=json has everything, for people and for other services like this one"
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
