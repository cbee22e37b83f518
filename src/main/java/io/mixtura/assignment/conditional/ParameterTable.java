package io.mixtura.assignment.conditional;

import io.mixtura.assignment.format.AnswerBytes;
import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.CsvRowWriter;
import io.mixtura.assignment.format.Field;
import io.mixtura.assignment.format.JsonRowWriter;
import io.mixtura.assignment.format.NpyRowWriter;
import io.mixtura.assignment.format.RowWriter;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.document.ColumnDistribution;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * The parameters of a mixture as a table: a row for each component, and one numbered -1 for noise,
 * of which the weight is all there is to say.
 *
 * @param columns names of the mixture's columns
 */
record ParameterTable(List<String> columns, MixtureModel mixture) {
  private static final int NOISE = -1;

  /** What writes it, a row for each component. */
  RowWriter writer(AnswerFormat format) {
    List<Field> fields = fields();
    return switch (format) {
      case NPY -> new NpyRowWriter(mixture.components(), Field.width(fields));
      case CSV -> new CsvRowWriter(fields);
      case JSON, NDJSON -> JsonRowWriter.lines(fields);
    };
  }

  /** Writes all components. */
  void writeTo(OutputStream out, RowWriter writer) throws IOException {
    AnswerBytes bytes = new AnswerBytes();
    writer.begin(bytes);
    for (int k = 0; k < mixture.components(); k++) {
      writer.row(row(k), k == 0, bytes);
      bytes.moveTo(out);
    }
    writer.end(bytes);
    bytes.moveTo(out);
  }

  private List<Field> fields() {
    List<Field> fields = new ArrayList<>(List.of(Field.whole("component"), Field.number("weight")));
    if (mixture.isStudent()) {
      fields.add(Field.number("degreesOfFreedom"));
    }
    if (mixture.hasGaussians()) {
      List<String> gaussian = gaussian();
      fields.add(Field.list("means", gaussian.stream().map(column -> "mean_" + column).toList()));
      fields.add(Field.list("covariances", pairs(gaussian)));
    }
    for (ColumnDistribution column : distributions()) {
      if (!column.labels().isEmpty()) {
        fields.add(Field.list(column.column(), column.labels()));
      }
    }
    return fields;
  }

  private static List<String> pairs(List<String> columns) {
    return columns.stream()
        .flatMap(row -> columns.stream().map(column -> "covariance_" + row + "_" + column))
        .toList();
  }

  private List<String> gaussian() {
    List<ColumnDistribution> distributions = distributions();
    return distributions.isEmpty()
        ? columns
        : distributions.stream()
            .filter(column -> column.labels().isEmpty())
            .map(ColumnDistribution::column)
            .toList();
  }

  /** How each column is distributed; empty where all are Gaussian. */
  private List<ColumnDistribution> distributions() {
    return Objects.requireNonNullElse(ColumnDistribution.of(columns, mixture), List.of());
  }

  private double[] row(int k) {
    if (k == mixture.clusters()) {
      double[] noise = new double[Field.width(fields())];
      Arrays.fill(noise, Double.NaN);
      noise[0] = NOISE;
      noise[1] = mixture.weight(k);
      return noise;
    }
    DoubleStream.Builder row = DoubleStream.builder().add(k).add(mixture.weight(k));
    if (mixture.isStudent()) {
      row.add(mixture.degreesOfFreedom(k));
    }
    if (mixture.hasGaussians()) {
      Arrays.stream(mixture.mean(k)).forEach(row);
      Arrays.stream(mixture.covariance(k)).flatMapToDouble(Arrays::stream).forEach(row);
    }
    for (ColumnDistribution column : distributions()) {
      column.numbers(k).forEach(row::add);
    }
    return row.build().toArray();
  }
}
