package io.mixtura.serving.inference;

import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.JsonRefusals;
import io.mixtura.web.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request for inference, JSON alone or with the numbers of some tensors after it.
 *
 * @param id what the client calls it; null if nothing
 * @param outputs what is asked for, and whether in binary
 */
record InferenceRequest(
    @Nullable String id, List<Tensor> inputs, Map<InferenceOutput, Boolean> outputs) {

  /** The header that says where the JSON ends, of requests and answers. */
  static final String JSON_LENGTH = "Inference-Header-Content-Length";

  /**
   * Reads a request.
   *
   * @param jsonLength bytes of the JSON; null if all is
   */
  static InferenceRequest read(
      byte[] body, @Nullable Integer jsonLength, JsonMapper json, ModelVersion version) {
    int length = jsonLength == null ? body.length : jsonLength;
    if (length < 0 || length > body.length) {
      throw refused(
          JSON_LENGTH, "must be from 0 to %d, the length of the body".formatted(body.length));
    }
    ByteBuffer binary =
        ByteBuffer.wrap(body, length, body.length - length).order(ByteOrder.LITTLE_ENDIAN);
    InferenceRequest request = of(tree(body, length, json), binary, version);
    if (binary.hasRemaining()) {
      throw refused(
          JSON_LENGTH,
          "%d bytes after the JSON belong to no tensor; each says its binary_data_size"
              .formatted(binary.remaining()));
    }
    return request;
  }

  private static JsonNode tree(byte[] body, int length, JsonMapper json) {
    try {
      return json.readTree(body, 0, length);
    } catch (JacksonException unreadable) {
      throw JsonRefusals.of(unreadable);
    }
  }

  private static InferenceRequest of(JsonNode request, ByteBuffer binary, ModelVersion version) {
    JsonNode inputs = request.path("inputs");
    if (!inputs.isArray() || inputs.isEmpty()) {
      throw refused("/inputs", "must be an array of tensors");
    }
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      tensors.add(Tensor.of(inputs.get(i), binary, "/inputs/" + i));
    }
    JsonNode id = request.path("id");
    return new InferenceRequest(
        id.isString() ? id.asString() : null, tensors, outputs(request, version));
  }

  private static Map<InferenceOutput, Boolean> outputs(JsonNode request, ModelVersion version) {
    boolean usual = request.path("parameters").path("binary_data_output").asBoolean(false);
    List<InferenceOutput> possible = InferenceOutput.of(version);
    Map<InferenceOutput, Boolean> outputs = new LinkedHashMap<>();
    JsonNode asked = request.path("outputs");
    if (!asked.isArray() || asked.isEmpty()) {
      possible.forEach(output -> outputs.put(output, usual));
      return outputs;
    }
    for (int i = 0; i < asked.size(); i++) {
      String name = asked.get(i).path("name").asString("");
      InferenceOutput output =
          InferenceOutput.of(name)
              .filter(possible::contains)
              .orElseThrow(() -> unknown(name, possible));
      outputs.put(output, asked.get(i).path("parameters").path("binary_data").asBoolean(usual));
    }
    return outputs;
  }

  private static Refusal unknown(String name, List<InferenceOutput> possible) {
    return refused(
        "/outputs",
        "the model has no output '%s'; it has %s"
            .formatted(
                Excerpt.of(name),
                possible.stream().map(InferenceOutput::code).collect(Collectors.joining(", "))));
  }

  private static Refusal refused(String pointer, String detail) {
    return Refusal.of(HttpStatus.BAD_REQUEST, pointer, detail);
  }
}
