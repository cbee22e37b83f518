package io.mixtura.fit;

import io.mixtura.mixture.BootstrapSpec;
import io.mixtura.mixture.ColumnFamily;
import io.mixtura.mixture.ComponentFamily;
import io.mixtura.mixture.Encoding;
import io.mixtura.mixture.FitSpec;
import io.mixtura.mixture.SelectionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been checked against its data.
 *
 * @param request with every default filled in and no inline data
 * @param data which it is to be fitted to
 * @param selection all candidates for the engine, and how one of them is chosen
 * @param bootstrap how standard errors are found; null if they are not asked for
 */
record ResolvedFit(
    FitRequest request,
    ResolvedData data,
    SelectionSpec selection,
    @Nullable BootstrapSpec bootstrap) {

  /** The same with other families of the columns, not all of which are Gaussian. */
  ResolvedFit with(List<ColumnFamily> families) {
    List<FitSpec> candidates =
        selection.candidates().stream()
            .map(each -> each.with(ComponentFamily.of(each.family().structure(), families)))
            .toList();
    return new ResolvedFit(
        request,
        data,
        new SelectionSpec(candidates, selection.criterion(), selection.folds()),
        bootstrap);
  }

  /** What the engine is to do; of several candidates the first. */
  FitSpec spec() {
    return selection.candidates().getFirst();
  }

  /** Names of the columns that are used. */
  List<String> columns() {
    return data.columns();
  }

  /** The family of each column. */
  List<ColumnFamily> families() {
    return encoding().columns();
  }

  private Encoding encoding() {
    return spec().family().encoding(columns().size());
  }

  /** Whether all columns are Gaussian. */
  boolean isGaussian() {
    return encoding().numeric() == columns().size();
  }
}
