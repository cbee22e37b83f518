package io.mixtura.fit.request;

import io.mixtura.model.document.ModelName;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks which data are to be used, and which of their columns as what. */
final class DataResolver {
  private static final int LISTED = 10;
  private static final String AT = "/columns";
  private static final String WEIGHTS_AT = "/weightColumn";
  private static final String LABELS_AT = "/labelColumn";

  private final DataShape shape;
  private final Limits limits;
  private final Findings findings;

  DataResolver(DataShape shape, Limits limits, Findings findings) {
    this.shape = shape;
    this.limits = limits;
    this.findings = findings;
  }

  ResolvedData resolve(FitRequest.Data given) {
    return new ResolvedData(
        shape,
        model(given.model()),
        given.datasetId(),
        columns(given),
        given.weightColumn(),
        given.labelColumn(),
        takesMissing(given),
        Objects.requireNonNullElse(given.standardize(), false),
        Objects.requireNonNullElse(given.otherColumns(), false));
  }

  private String model(@Nullable String given) {
    if (given == null) {
      return ModelName.from(shape.name());
    }
    findings.require(
        ModelName.isValid(given), "/model", "%s", ModelName.refusal(Findings.shown(given)));
    return given;
  }

  private boolean takesMissing(FitRequest.Data given) {
    String missing = given.missing();
    findings.require(
        missing == null || missing.equals(FitRequest.Data.REFUSE) || given.takesMissing(),
        "/missing",
        "'%s' is nothing that can be done about missing values; there are 'refuse' and 'em'",
        Findings.shown(String.valueOf(missing)));
    return given.takesMissing();
  }

  /** The dimensions of the model. */
  private List<String> columns(FitRequest.Data given) {
    String weights = given.weightColumn();
    String labels = given.labelColumn();
    List<? extends @Nullable String> columns =
        Objects.requireNonNullElseGet(given.columns(), () -> allBut(weights, labels));
    // More names than columns are wrong in any case; there is no use in complaining of each.
    if (isNumberGood(columns.size(), weights, labels)) {
      checkEach(columns);
    }
    checkRole(weights, WEIGHTS_AT, "weights", columns);
    checkRole(labels, LABELS_AT, "labels", columns);
    findings.require(
        weights == null || !shape.text().isText(weights),
        WEIGHTS_AT,
        "column '%s' holds text; weights are numbers from 0 up",
        Findings.shown(String.valueOf(weights)));
    findings.require(
        labels == null || !labels.equals(weights),
        LABELS_AT,
        "one column cannot hold both the weights and the labels");
    return columns.stream().filter(Objects::nonNull).<String>map(Objects::requireNonNull).toList();
  }

  private boolean isNumberGood(int number, @Nullable String weights, @Nullable String labels) {
    return findings.require(
            number <= shape.columns().size(),
            AT,
            "%d columns are named, but the dataset has %d",
            number,
            shape.columns().size())
        && findings.require(
            number <= limits.dimensions(),
            AT,
            "%d columns are more than the limit of %d; choose some with columns",
            number,
            limits.dimensions())
        && findings.require(
            number > 0,
            AT,
            weights == null && labels == null
                ? "at least one column is needed; without columns all are used"
                : "at least one column is needed besides the one of the %s",
            weights == null ? "labels" : "weights");
  }

  private List<String> allBut(@Nullable String weights, @Nullable String labels) {
    return shape.columns().stream()
        .filter(column -> !column.equals(weights) && !column.equals(labels))
        .toList();
  }

  private void checkRole(
      @Nullable String column, String at, String role, List<? extends @Nullable String> columns) {
    if (column != null) {
      findings.require(
          shape.columns().contains(column),
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
    Set<String> known = new HashSet<>(shape.columns());
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
    String near = Spelling.hint(Findings.shown(column), shape.columns());
    if (!near.isEmpty()) {
      return near;
    }
    int listed = Math.min(LISTED, shape.columns().size());
    int more = shape.columns().size() - listed;
    return "; it has '%s'%s"
        .formatted(
            String.join("', '", shape.columns().subList(0, listed)),
            more == 0 ? "" : " and " + more + " more");
  }
}
