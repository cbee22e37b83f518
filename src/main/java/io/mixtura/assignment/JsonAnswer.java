package io.mixtura.assignment;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.Tile;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** {@code {"model":…,"version":…,"components":…,"rows":[…]}}, see {@link Assignments}. */
final class JsonAnswer implements AnswerWriter {
  private static final byte[] RESPONSIBILITIES = ascii("{\"responsibilities\":[");
  private static final byte[] MOST_PROBABLE = ascii("],\"mostProbable\":");
  private static final byte[] LOG_DENSITY = ascii(",\"logDensity\":");
  private static final byte[] NULL = ascii("null");

  private final Question question;
  private final int components;

  JsonAnswer(Question question) {
    this.question = question;
    this.components = question.components();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void begin(AnswerBytes out) {
    String name = JsonMapper.shared().writeValueAsString(question.version().name());
    // %s also for numbers: %d takes the digits of the server's locale.
    out.append(
        "{\"model\":%s,\"version\":%s,\"components\":%s,\"rows\":["
            .formatted(name, question.version().version(), components));
  }

  @Override
  public void point(
      Tile tile, Responsibilities responsibilities, int point, boolean isFirst, AnswerBytes out) {
    if (!isFirst) {
      out.append(',');
    }
    out.append(RESPONSIBILITIES);
    for (int k = 0; k < components; k++) {
      if (k > 0) {
        out.append(',');
      }
      out.append(responsibilities.get(point, k));
    }
    out.append(MOST_PROBABLE);
    out.append(responsibilities.mostProbable(point));
    out.append(LOG_DENSITY);
    double logDensity = responsibilities.logDensity(point);
    if (Double.isFinite(logDensity)) {
      out.append(logDensity);
    } else {
      out.append(NULL);
    }
    out.append('}');
  }

  @Override
  public void end(AnswerBytes out) {
    out.append("]}");
  }
}
