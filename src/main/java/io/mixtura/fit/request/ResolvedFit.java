package io.mixtura.fit.request;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been checked against its data.
 *
 * @param request with every default filled in and no inline data
 * @param data which it is to be fitted to
 * @param selection all candidates for the engine, and how one of them is chosen
 * @param bootstrap how standard errors are found; null if they are not asked for
 * @param naming what components are called, and what their numbers come from
 */
public record ResolvedFit(
    FitRequest request,
    ResolvedData data,
    SelectionSpec selection,
    @Nullable BootstrapSpec bootstrap,
    ResolvedNaming naming) {

  /** The same with other families of the columns, not all of which are Gaussian. */
  public ResolvedFit with(List<ColumnFamily> families) {
    List<FitSpec> candidates =
        selection.candidates().stream()
            .map(each -> each.with(ComponentFamily.of(each.family().structure(), families)))
            .toList();
    return new ResolvedFit(
        request,
        data,
        new SelectionSpec(candidates, selection.criterion(), selection.folds()),
        bootstrap,
        naming);
  }

  /** What the engine is to do; of several candidates the first. */
  public FitSpec spec() {
    return selection.candidates().getFirst();
  }

  /** Names of the columns that are used. */
  public List<String> columns() {
    return data.columns();
  }

  /** The family of each column. */
  public List<ColumnFamily> families() {
    return encoding().columns();
  }

  private Encoding encoding() {
    return spec().family().encoding(columns().size());
  }

  /** Properties of the request that leave no room for columns of other families. */
  public List<String> forGaussianColumnsAlone() {
    Map<String, Boolean> asked = new LinkedHashMap<>();
    asked.put("family", ResolvedFamily.STUDENT.equals(request.family().family()));
    asked.put("noise", request.family().noise() != null);
    asked.put("standardize", data.standardize());
    asked.put("missing", data.takesMissing());
    asked.put("frozen", request.knowledge().frozen() != null);
    asked.put("prior", request.knowledge().prior() != null);
    return asked.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  /** Whether all columns are Gaussian. */
  public boolean isGaussian() {
    return encoding().numeric() == columns().size();
  }
}
