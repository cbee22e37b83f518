package io.mixtura.assignment.format;

import io.mixtura.dataset.npy.NpyHeader;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The most probable component of each point and nothing else: {@code {…,"labels":[0,1,…]}}, a
 * column {@code label}, or an array of int32 of one dimension.
 */
public final class LabelAnswer implements PointWriter {
  private final AnswerFormat format;
  private final byte[] beginning;
  private final OptionalLong length;
  private final int clusters;

  private LabelAnswer(AnswerFormat format, byte[] beginning, OptionalLong length, int clusters) {
    this.format = format;
    this.beginning = beginning;
    this.length = length;
    this.clusters = clusters;
  }

  /** Begins as all answers in JSON do. */
  public static LabelAnswer json(
      String model, int version, @Nullable List<String> names, int clusters) {
    String beginning =
        "{\"model\":\"%s\",\"version\":%s,\"components\":%s,%s\"labels\":["
            .formatted(model, version, clusters, JsonAnswer.named(names));
    return new LabelAnswer(
        AnswerFormat.JSON,
        beginning.getBytes(StandardCharsets.UTF_8),
        OptionalLong.empty(),
        clusters);
  }

  /** An object per line. */
  public static LabelAnswer lines(int clusters) {
    return new LabelAnswer(AnswerFormat.NDJSON, new byte[0], OptionalLong.empty(), clusters);
  }

  public static LabelAnswer csv(int clusters) {
    return new LabelAnswer(
        AnswerFormat.CSV,
        "label\n".getBytes(StandardCharsets.UTF_8),
        OptionalLong.empty(),
        clusters);
  }

  public static LabelAnswer npy(long rows, int clusters) {
    byte[] header = NpyHeader.ofLabels(rows);
    return new LabelAnswer(
        AnswerFormat.NPY, header, OptionalLong.of(header.length + rows * Integer.BYTES), clusters);
  }

  @Override
  public OptionalLong length() {
    return length;
  }

  @Override
  public void begin(AnswerBytes out) {
    out.append(beginning);
  }

  @Override
  public void point(
      Tile tile, Responsibilities responsibilities, int point, boolean isFirst, AnswerBytes out) {
    int label = MostProbable.of(responsibilities, point, clusters);
    switch (format) {
      case JSON -> {
        if (!isFirst) {
          out.append(',');
        }
        out.append(label);
      }
      case NDJSON -> {
        out.append("{\"label\":");
        out.append(label);
        out.append("}\n");
      }
      case CSV -> {
        out.append(label);
        out.append('\n');
      }
      case NPY -> out.appendBinary(label);
    }
  }

  @Override
  public void end(AnswerBytes out) {
    if (format == AnswerFormat.JSON) {
      out.append("]}");
    }
  }
}
