package io.mixtura.serving.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** What is documented of inference, of a model and of a version alike. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
    responseCode = "200",
    description = "One entry per point in each tensor",
    content = {
      @Content(
          mediaType = MediaType.APPLICATION_JSON_VALUE,
          schema = @Schema(implementation = InferenceOperation.Answer.class)),
      @Content(
          mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
          schema = @Schema(type = "string", format = "binary"))
    })
@ApiResponse(responseCode = "400", description = "No request of this protocol, or other tensors")
@ApiResponse(responseCode = "404", description = "No such model or version")
@ApiResponse(responseCode = "413", description = "The body is over the limit")
@ApiResponse(responseCode = "415", description = "The body is neither JSON nor binary")
@ApiResponse(responseCode = "422", description = "A value that no point of the model can have")
@interface InferenceOperation {
  String DESCRIPTION =
      """
      Points come as one tensor of shape [n, d] with the model's columns in its order, under any name, or as one tensor for
      each column by its name, of shape [n] or [n, 1]; of floating point, integers or booleans. NaN, in JSON null, is a value
      that is missing. Outputs are `responsibilities` (FP64, [n, k]; with noise one column more, the last), `mostProbable`
      (INT32, [n]; -1 is noise) and `logDensity` (FP64, [n]; not of k-means), all unless `outputs` names some. Both ways the
      extension for binary tensors is understood: `binary_data_size` of an input, `binary_data` of an output and
      `binary_data_output` of the request, with the header Inference-Header-Content-Length. Refusals also have `error`.\
      """;

  String LENGTH = "Bytes of the JSON, where numbers in binary follow it";

  /** The shape of a request; it is read by {@link InferenceRequest}. */
  @Schema(name = "InferenceRequest", description = "Tensors to ask about")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(
      @Schema(description = "Comes back in the answer") @Nullable String id,
      @Schema(description = "`binary_data_output`: whether all outputs shall be binary")
          @Nullable Object parameters,
      List<Input> inputs,
      @Schema(description = "All, unless some are named") @Nullable List<Output> outputs) {}

  /** The shape of a tensor that is asked about. */
  @Schema(name = "InferenceInput", description = "A tensor of points")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Input(
      @Schema(description = "A column of the model, or any name for all columns") String name,
      @Schema(description = "[n, d], [n, 1] or [n]", example = "[2, 2]") List<Long> shape,
      @Schema(
              description = "FP32, FP64, BOOL, or an integer, such as INT64 or UINT8",
              example = "FP64")
          String datatype,
      @Schema(description = "`binary_data_size`: how many bytes after the JSON it has")
          @Nullable Object parameters,
      @Schema(description = "Row by row, flat or nested", example = "[3.6, 79, 1.8, 54]")
          @Nullable List<Object> data) {}

  /** The shape of an output that is asked for. */
  @Schema(name = "InferenceOutputRequest", description = "A tensor that is asked for")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Output(
      @Schema(allowableValues = {"responsibilities", "mostProbable", "logDensity"}) String name,
      @Schema(description = "`binary_data`: whether it shall be binary")
          @Nullable Object parameters) {}

  /** The shape of an answer. */
  @Schema(name = "InferenceAnswer", description = "What a model says of points, as tensors")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      @Schema(name = "model_name") String modelName,
      @Schema(name = "model_version", description = "The version that answered")
          String modelVersion,
      @Nullable String id,
      List<AnswerTensor> outputs) {}

  /** The shape of a tensor of an answer. */
  @Schema(name = "InferenceTensor", description = "A tensor of the answer, row by row")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AnswerTensor(
      String name,
      String datatype,
      List<Long> shape,
      @Schema(description = "Null where it is binary") @Nullable List<Double> data) {}
}
