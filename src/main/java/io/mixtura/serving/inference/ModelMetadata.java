package io.mixtura.serving.inference;

import io.mixtura.model.document.ModelVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What a version takes and gives.
 *
 * @param versions the version that this is of
 */
@Schema(name = "InferenceModel", description = "The tensors that a model takes and gives")
record ModelMetadata(
    String name,
    List<String> versions,
    String platform,
    @Schema(description = "Either one for each column, or one of [n, d] in their order")
        List<TensorMetadata> inputs,
    List<TensorMetadata> outputs) {

  /** A shape; -1 is the number of points. */
  @Schema(name = "InferenceTensorShape", description = "A tensor; -1 is the number of points")
  record TensorMetadata(String name, String datatype, List<Integer> shape) {}

  private static final int ANY = -1;

  static ModelMetadata of(ModelVersion version) {
    List<TensorMetadata> outputs = new ArrayList<>();
    for (InferenceOutput output : InferenceOutput.of(version)) {
      outputs.add(new TensorMetadata(output.code(), output.type(), output.shape(version, ANY)));
    }
    return new ModelMetadata(
        version.name(),
        List.of(Integer.toString(version.version())),
        "mixtura",
        version.columns().stream()
            .map(column -> new TensorMetadata(column, "FP64", List.of(ANY, 1)))
            .toList(),
        outputs);
  }
}
