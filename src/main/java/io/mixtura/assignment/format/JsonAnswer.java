package io.mixtura.assignment.format;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Responsibilities as JSON: {@code {"model":…,"version":…,"components":…,"rows":[…]}}. */
public final class JsonAnswer implements PointWriter {
  private static final byte[] RESPONSIBILITIES = ascii("{\"responsibilities\":[");
  private static final byte[] NOISE = ascii(",\"noise\":");
  private static final byte[] MOST_PROBABLE = ascii(",\"mostProbable\":");
  private static final byte[] LOG_DENSITY = ascii(",\"logDensity\":");
  private static final byte[] NULL = ascii("null");

  private final String beginning;
  private final boolean areLines;
  private final int clusters;
  private final boolean hasNoise;

  private JsonAnswer(String beginning, boolean areLines, int components, int clusters) {
    this.beginning = beginning;
    this.areLines = areLines;
    this.clusters = clusters;
    this.hasNoise = components > clusters;
  }

  /**
   * An answer.
   *
   * @param model name of the model
   * @param version its version
   * @param names of its components; null if they have none
   * @param components of the mixture, noise included
   * @param clusters components without noise
   */
  public static JsonAnswer of(
      String model, int version, @Nullable List<String> names, int components, int clusters) {
    String name = JsonMapper.shared().writeValueAsString(model);
    // %s also for numbers: %d takes the digits of the server's locale.
    String beginning =
        "{\"model\":%s,\"version\":%s,\"components\":%s,%s\"rows\":["
            .formatted(name, version, clusters, named(names));
    return new JsonAnswer(beginning, false, components, clusters);
  }

  /** The same rows as NDJSON: each in a line of its own, and nothing else. */
  public static JsonAnswer lines(int components, int clusters) {
    return new JsonAnswer("", true, components, clusters);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void begin(AnswerBytes out) {
    out.append(beginning);
  }

  /** A property of the names, if there are any. */
  static String named(@Nullable List<String> names) {
    return names == null
        ? ""
        : "\"componentNames\":%s,".formatted(JsonMapper.shared().writeValueAsString(names));
  }

  @Override
  public void point(
      Tile tile, Responsibilities responsibilities, int point, boolean isFirst, AnswerBytes out) {
    if (!isFirst && !areLines) {
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
    if (areLines) {
      out.append('\n');
    }
  }

  @Override
  public void end(AnswerBytes out) {
    out.append(areLines ? "" : "]}");
  }
}
