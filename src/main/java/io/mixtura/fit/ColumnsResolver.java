package io.mixtura.fit;

import io.mixtura.web.Limits;
import io.mixtura.web.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks which columns are to be used. */
final class ColumnsResolver {
  private static final int LISTED = 10;
  private static final String AT = "/columns";
  private static final String WEIGHTS_AT = "/weightColumn";
  private static final String LABELS_AT = "/labelColumn";

  private final DataShape data;
  private final Limits limits;
  private final Findings findings;

  ColumnsResolver(DataShape data, Limits limits, Findings findings) {
    this.data = data;
    this.limits = limits;
    this.findings = findings;
  }

  /** The dimensions of the model. */
  List<String> resolve(FitRequest request) {
    String weights = request.weightColumn();
    String labels = request.labelColumn();
    List<String> columns =
        Objects.requireNonNullElseGet(request.columns(), () -> allBut(weights, labels));
    // More names than columns are wrong in any case; there is no use in complaining of each.
    if (findings.require(
            columns.size() <= data.columns().size(),
            AT,
            "%d columns are named, but the dataset has %d",
            columns.size(),
            data.columns().size())
        && findings.require(
            columns.size() <= limits.dimensions(),
            AT,
            "%d columns are more than the limit of %d; choose some with columns",
            columns.size(),
            limits.dimensions())
        && findings.require(
            !columns.isEmpty(),
            AT,
            weights == null && labels == null
                ? "at least one column is needed; without columns all are used"
                : "at least one column is needed besides the one of the %s",
            weights == null ? "labels" : "weights")) {
      checkEach(columns);
    }
    checkRole(weights, WEIGHTS_AT, "weights", columns);
    checkRole(labels, LABELS_AT, "labels", columns);
    findings.require(
        labels == null || !labels.equals(weights),
        LABELS_AT,
        "one column cannot hold both the weights and the labels");
    return columns;
  }

  private List<String> allBut(@Nullable String weights, @Nullable String labels) {
    return data.columns().stream()
        .filter(column -> !column.equals(weights) && !column.equals(labels))
        .toList();
  }

  private void checkRole(@Nullable String column, String at, String role, List<String> columns) {
    if (column != null) {
      findings.require(
          data.columns().contains(column),
          at,
          "the dataset has no column '%s'%s",
          Findings.shown(column),
          hint(column));
      findings.require(
          !columns.contains(column),
          at,
          "column '%s' cannot hold the %s and be a dimension, too; leave it out of columns",
          Findings.shown(column),
          role);
    }
  }

  private void checkEach(List<? extends @Nullable String> given) {
    Set<String> known = new HashSet<>(data.columns());
    Set<String> seen = new HashSet<>();
    for (int j = 0; j < given.size(); j++) {
      String column = given.get(j);
      String at = AT + "/" + j;
      if (column == null) {
        findings.require(false, at, "must be the name of a column, but was null");
      } else if (!known.contains(column)) {
        findings.require(
            false, at, "the dataset has no column '%s'%s", Findings.shown(column), hint(column));
      } else {
        findings.require(seen.add(column), at, "column '%s' is named twice", column);
      }
    }
  }

  private String hint(String column) {
    String near = Spelling.hint(Findings.shown(column), data.columns());
    if (!near.isEmpty()) {
      return near;
    }
    int listed = Math.min(LISTED, data.columns().size());
    int more = data.columns().size() - listed;
    return "; it has '%s'%s"
        .formatted(
            String.join("', '", data.columns().subList(0, listed)),
            more == 0 ? "" : " and " + more + " more");
  }
}
