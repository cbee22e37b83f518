package io.mixtura.fit.request;

import io.mixtura.mixture.observations.Observations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of a fit, and which of their columns are what.
 *
 * @param shape of the dataset
 * @param model name under which the model is stored
 * @param columns names of the columns that are dimensions of the model
 * @param weightColumn the column of sample weights, if there is one
 * @param labelColumn the column that tells of some rows which component they belong to, if there is
 *     one
 * @param otherColumns whether the latest version of the model may have had others
 */
public record ResolvedData(
    DataShape shape,
    String model,
    @Nullable String datasetId,
    List<String> columns,
    @Nullable String weightColumn,
    @Nullable String labelColumn,
    boolean takesMissing,
    boolean standardize,
    boolean otherColumns) {

  /** Without the data where they stood inline. */
  FitRequest.Data stated() {
    return new FitRequest.Data(
        model,
        datasetId,
        null,
        columns,
        weightColumn,
        labelColumn,
        takesMissing ? FitRequest.Data.EM : FitRequest.Data.REFUSE,
        standardize,
        otherColumns ? true : null);
  }

  int dimensions() {
    return columns.size();
  }

  /** The columns of the fit, out of those of the dataset. */
  public Observations select(Observations dataset) {
    int[] positions = columns.stream().mapToInt(this::position).toArray();
    if (isWeighted() || isLabelled()) {
      return dataset.marked(weightPosition(), labelPosition(), positions);
    }
    return columns.equals(shape.columns()) ? dataset : dataset.columns(positions);
  }

  /** The position in the dataset of one of its columns. */
  public int position(String column) {
    return shape.columns().indexOf(column);
  }

  public boolean isWeighted() {
    return weightColumn != null;
  }

  /** The position in the dataset of the column that holds the sample weights; −1 if none does. */
  public int weightPosition() {
    return weightColumn == null ? -1 : position(weightColumn);
  }

  public boolean isLabelled() {
    return labelColumn != null;
  }

  /** What labels of text say, by the number of the component; none where they are numbers. */
  public List<String> labels() {
    return labelColumn == null ? List.of() : shape.text().of(labelColumn);
  }

  /** The position in the dataset of the column that holds the labels; −1 if none does. */
  public int labelPosition() {
    return labelColumn == null ? -1 : position(labelColumn);
  }
}
