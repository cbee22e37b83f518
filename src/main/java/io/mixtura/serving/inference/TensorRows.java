package io.mixtura.serving.inference;

import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** The points of tensors: all columns in one, or one tensor for each column, by its name. */
final class TensorRows implements RowReader {
  private final List<String> columns;
  private final List<Tensor> tensors;
  private final int rows;
  private int next;

  private TensorRows(List<String> columns, List<Tensor> tensors) {
    this.columns = columns;
    this.tensors = tensors;
    this.rows = tensors.getFirst().rows();
  }

  /** The points that a model with these columns is asked about. */
  static TensorRows of(List<Tensor> inputs, List<String> columns) {
    boolean isNamed = inputs.size() > 1 || inputs.getFirst().name().equals(columns.getFirst());
    List<Tensor> tensors = isNamed ? named(inputs, columns) : whole(inputs.getFirst(), columns);
    return new TensorRows(columns, tensors);
  }

  private static List<Tensor> whole(Tensor tensor, List<String> columns) {
    if (tensor.columns() != columns.size()) {
      throw refused(
          "/inputs/0/shape",
          "must be [n, %d], one number for each column: %s; or one tensor for each column, by name"
              .formatted(columns.size(), String.join(", ", columns)));
    }
    return List.of(tensor);
  }

  private static List<Tensor> named(List<Tensor> inputs, List<String> columns) {
    List<Tensor> tensors = new ArrayList<>();
    for (String column : columns) {
      Tensor tensor =
          inputs.stream()
              .filter(input -> input.name().equals(column))
              .findFirst()
              .orElseThrow(() -> missing(column, inputs));
      if (tensor.columns() != 1 || tensor.rows() != inputs.getFirst().rows()) {
        throw refused(
            "/inputs/" + inputs.indexOf(tensor) + "/shape",
            "must be [%d] or [%d, 1], as that of the other columns"
                .formatted(inputs.getFirst().rows(), inputs.getFirst().rows()));
      }
      tensors.add(tensor);
    }
    return tensors;
  }

  private static Refusal missing(String column, List<Tensor> inputs) {
    return refused(
        "/inputs",
        "there is no tensor named '%s'; there are %s"
            .formatted(
                column, inputs.stream().map(Tensor::name).collect(Collectors.joining(", "))));
  }

  private static Refusal refused(String pointer, String detail) {
    return Refusal.of(HttpStatus.BAD_REQUEST, pointer, detail);
  }

  /** How many points there are. */
  int count() {
    return rows;
  }

  /** The same points from the first. */
  TensorRows again() {
    return new TensorRows(columns, tensors);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next(double[] row) {
    if (next == rows) {
      return false;
    }
    for (int j = 0; j < columns.size(); j++) {
      row[j] = value(j);
      if (Math.abs(row[j]) > Observations.LARGEST) {
        throw refused(
            "/inputs",
            "row %d, column '%s': must be a number from -1e100 to 1e100, or NaN for a missing one, but is %s"
                .formatted(next, columns.get(j), row[j]));
      }
    }
    next++;
    return true;
  }

  private double value(int column) {
    return tensors.size() == 1
        ? tensors.getFirst().values().applyAsDouble(next * columns.size() + column)
        : tensors.get(column).values().applyAsDouble(next);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
