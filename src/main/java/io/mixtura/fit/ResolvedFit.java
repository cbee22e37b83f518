package io.mixtura.fit;

import io.mixtura.mixture.BootstrapSpec;
import io.mixtura.mixture.ColumnFamily;
import io.mixtura.mixture.ComponentFamily;
import io.mixtura.mixture.FitSpec;
import io.mixtura.mixture.Observations;
import io.mixtura.mixture.SelectionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been checked against its data.
 *
 * @param request with every default filled in and no inline data
 * @param spec the same for the engine; of several candidates the first
 * @param columns names of the columns that are used
 * @param shape the data it was checked against
 * @param selection all candidates, and how one of them is chosen
 * @param bootstrap how standard errors are found; null if they are not asked for
 */
record ResolvedFit(
    FitRequest request,
    FitSpec spec,
    List<String> columns,
    DataShape shape,
    SelectionSpec selection,
    @Nullable BootstrapSpec bootstrap) {

  /** Every row needs a value in every column. */
  static final String REFUSE = "refuse";

  /** Values may be missing. */
  static final String EM = "em";

  static final List<String> MISSING = List.of(REFUSE, EM);

  /** The same with other families of the columns, not all of which are Gaussian. */
  ResolvedFit with(List<ColumnFamily> families) {
    List<FitSpec> candidates =
        selection.candidates().stream()
            .map(each -> each.with(ComponentFamily.of(each.family().structure(), families)))
            .toList();
    return new ResolvedFit(
        request,
        candidates.getFirst(),
        columns,
        shape,
        new SelectionSpec(candidates, selection.criterion(), selection.folds()),
        bootstrap);
  }

  /** The family of each column. */
  List<ColumnFamily> families() {
    return spec.family().encoding(columns.size()).columns();
  }

  /** Whether all columns are Gaussian. */
  boolean isGaussian() {
    return families().stream().allMatch(ColumnFamily.Gaussian.class::isInstance);
  }

  /** The columns of the fit, out of those of the dataset. */
  Observations select(Observations dataset) {
    int[] positions = columns.stream().mapToInt(shape.columns()::indexOf).toArray();
    if (isWeighted() || isLabelled()) {
      return dataset.marked(weightPosition(), labelPosition(), positions);
    }
    return columns.equals(shape.columns()) ? dataset : dataset.columns(positions);
  }

  boolean takesMissing() {
    return EM.equals(request.missing());
  }

  boolean isWeighted() {
    return request.weightColumn() != null;
  }

  /** The position in the dataset of the column that holds the sample weights; −1 if none does. */
  int weightPosition() {
    return position(request.weightColumn());
  }

  boolean isLabelled() {
    return request.labelColumn() != null;
  }

  /** The position in the dataset of the column that holds the labels; −1 if none does. */
  int labelPosition() {
    return position(request.labelColumn());
  }

  private int position(@Nullable String column) {
    return column == null ? -1 : shape.columns().indexOf(column);
  }
}
