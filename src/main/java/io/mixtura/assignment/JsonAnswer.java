package io.mixtura.assignment;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.Tile;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** {@code {"model":…,"version":…,"components":…,"rows":[…]}}, see {@link Assignments}. */
final class JsonAnswer implements PointWriter {
  private static final byte[] RESPONSIBILITIES = ascii("{\"responsibilities\":[");
  private static final byte[] NOISE = ascii(",\"noise\":");
  private static final byte[] MOST_PROBABLE = ascii(",\"mostProbable\":");
  private static final byte[] LOG_DENSITY = ascii(",\"logDensity\":");
  private static final byte[] NULL = ascii("null");

  private final Question question;
  private final int clusters;
  private final boolean hasNoise;

  JsonAnswer(Question question) {
    this.question = question;
    this.clusters = question.clusters();
    this.hasNoise = question.components() > clusters;
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
            .formatted(name, question.version().version(), clusters));
  }

  @Override
  public void point(
      Tile tile, Responsibilities responsibilities, int point, boolean isFirst, AnswerBytes out) {
    if (!isFirst) {
      out.append(',');
    }
    out.append(RESPONSIBILITIES);
    for (int k = 0; k < clusters; k++) {
      if (k > 0) {
        out.append(',');
      }
      out.append(responsibilities.get(point, k));
    }
    out.append(']');
    if (hasNoise) {
      out.append(NOISE);
      out.append(responsibilities.get(point, clusters));
    }
    out.append(MOST_PROBABLE);
    out.append(MostProbable.of(responsibilities, point, clusters));
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
