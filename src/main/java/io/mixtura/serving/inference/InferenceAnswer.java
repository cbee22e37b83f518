package io.mixtura.serving.inference;

import io.mixtura.assignment.ResponsibilityQuestion;
import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.stream.AnsweredRows;
import io.mixtura.assignment.stream.Exchange;
import io.mixtura.assignment.stream.FamilyRows;
import io.mixtura.assignment.stream.TilePipeline;
import io.mixtura.model.document.ModelVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer to a request for inference, written while it is made. The points are gone through once
 * for each tensor, so that none has to be held while another is written.
 */
final class InferenceAnswer {
  private final InferenceRequest asked;
  private final ModelVersion version;
  private final ResponsibilityQuestion question;
  private final TensorRows rows;

  InferenceAnswer(InferenceRequest asked, ModelVersion version) {
    this.asked = asked;
    this.version = version;
    this.question = new ResponsibilityQuestion(version, false, false);
    this.rows = TensorRows.of(asked.inputs(), version.columns());
  }

  /** Sends it. */
  void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    requirePossible();
    new Exchange(request, response)
        .send(
            version,
            AnswerFormat.JSON,
            OptionalLong.empty(),
            out -> {
              write(out, response);
              AnsweredRows.note(request, rows.count());
            });
  }

  /** What no point can be is refused before the first of the answer. */
  private void requirePossible() throws IOException {
    double[] row = new double[rows.columns().size()];
    TensorRows all = rows.again();
    while (all.next(row)) {
      FamilyRows.check(version, row, "/inputs");
    }
  }

  private void write(OutputStream out, HttpServletResponse response) throws IOException {
    if (asked.outputs().containsValue(true)) {
      long length = writeJson(OutputStream.nullOutputStream());
      response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
      response.setHeader(InferenceRequest.JSON_LENGTH, Long.toString(length));
    }
    writeJson(out);
    for (Map.Entry<InferenceOutput, Boolean> output : asked.outputs().entrySet()) {
      if (output.getValue()) {
        writeNumbers(output.getKey(), true, out);
      }
    }
  }

  /** Writes everything but what is binary; answers how long that is. */
  private long writeJson(OutputStream target) throws IOException {
    CountedOutput out = new CountedOutput(target);
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("model_name", version.name());
    head.put("model_version", Integer.toString(version.version()));
    if (asked.id() != null) {
      head.put("id", asked.id());
    }
    write(out, opened(head) + ",\"outputs\":[");
    String separator = "";
    for (Map.Entry<InferenceOutput, Boolean> output : asked.outputs().entrySet()) {
      write(out, separator + opened(described(output.getKey(), output.getValue())));
      if (!output.getValue()) {
        write(out, ",\"data\":[");
        writeNumbers(output.getKey(), false, out);
        write(out, "]");
      }
      write(out, "}");
      separator = ",";
    }
    write(out, "]}");
    return out.count();
  }

  private Map<String, Object> described(InferenceOutput output, boolean isBinary) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", output.code());
    described.put("datatype", output.type());
    described.put("shape", output.shape(version, rows.count()));
    if (isBinary) {
      described.put("parameters", Map.of("binary_data_size", output.bytes(version, rows.count())));
    }
    return described;
  }

  /** An object without the brace that closes it. */
  private static String opened(Map<String, Object> members) {
    String object = JsonMapper.shared().writeValueAsString(members);
    return object.substring(0, object.length() - 1);
  }

  private void writeNumbers(InferenceOutput output, boolean isBinary, OutputStream out)
      throws IOException {
    new TilePipeline(question, output.writer(version, isBinary), out).answer(rows.again());
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Counts what passes. */
  private static final class CountedOutput extends OutputStream {
    private final OutputStream out;
    private long count;

    CountedOutput(OutputStream out) {
      this.out = out;
    }

    long count() {
      return count;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
