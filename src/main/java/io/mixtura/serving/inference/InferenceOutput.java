package io.mixtura.serving.inference;

import io.mixtura.assignment.format.AnswerBytes;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.assignment.format.MostProbable;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.document.ModelVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A tensor that a model answers with. */
enum InferenceOutput {
  /** n × k; with noise one column more, the last. */
  RESPONSIBILITIES("responsibilities", "FP64"),
  /** n; -1 is noise. */
  MOST_PROBABLE("mostProbable", "INT32"),
  /** n; not of k-means. */
  LOG_DENSITY("logDensity", "FP64");

  private final String code;
  private final String type;

  InferenceOutput(String code, String type) {
    this.code = code;
    this.type = type;
  }

  String code() {
    return code;
  }

  String type() {
    return type;
  }

  static Optional<InferenceOutput> of(String code) {
    return Arrays.stream(values()).filter(output -> output.code.equals(code)).findFirst();
  }

  /** Those that a model has. */
  static List<InferenceOutput> of(ModelVersion version) {
    return Arrays.stream(values())
        .filter(output -> output != LOG_DENSITY || version.algorithm() == Algorithm.EM)
        .toList();
  }

  /** The shape of the tensor for so many points. */
  List<Integer> shape(ModelVersion version, int rows) {
    return this == RESPONSIBILITIES ? List.of(rows, version.model().components()) : List.of(rows);
  }

  /** Bytes of the tensor in binary. */
  long bytes(ModelVersion version, int rows) {
    return shape(version, rows).stream().mapToLong(side -> side).reduce(1, Math::multiplyExact)
        * (this == MOST_PROBABLE ? Integer.BYTES : Double.BYTES);
  }

  /** What writes the numbers of the tensor, in JSON without the brackets around them. */
  AnswerWriter writer(ModelVersion version, boolean isBinary) {
    return new NumberWriter(this, version.model().clusters(), isBinary);
  }

  private record NumberWriter(InferenceOutput output, int clusters, boolean isBinary)
      implements AnswerWriter {
    @Override
    public void begin(AnswerBytes out) {
      // The numbers are part of something larger.
    }

    @Override
    public void points(
        Tile tile, Responsibilities responsibilities, boolean isFirst, AnswerBytes out) {
      for (int p = 0; p < tile.count(); p++) {
        if (!isBinary && (p > 0 || !isFirst)) {
          out.append(',');
        }
        switch (output) {
          case RESPONSIBILITIES -> responsibilities(responsibilities, p, out);
          case MOST_PROBABLE -> label(MostProbable.of(responsibilities, p, clusters), out);
          case LOG_DENSITY -> number(responsibilities.logDensity(p), out);
        }
      }
    }

    private void responsibilities(Responsibilities responsibilities, int point, AnswerBytes out) {
      for (int k = 0; k < responsibilities.components(); k++) {
        if (!isBinary && k > 0) {
          out.append(',');
        }
        number(responsibilities.get(point, k), out);
      }
    }

    private void label(int label, AnswerBytes out) {
      if (isBinary) {
        out.appendBinary(label);
      } else {
        out.append(label);
      }
    }

    private void number(double number, AnswerBytes out) {
      if (isBinary) {
        out.appendBinary(number);
      } else if (Double.isFinite(number)) {
        out.append(number);
      } else {
        out.append("null");
      }
    }

    @Override
    public void end(AnswerBytes out) {
      // Likewise.
    }
  }
}
