package io.mixtura.assignment;

import io.mixtura.assignment.stream.FamilyRows;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.dataset.rows.ColumnNames;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * A point in a query string: {@code x=3.6,79} in the order of the model's columns, or one parameter
 * per column, {@code eruptions=3.6&waiting=79}.
 */
final class PointQuery {
  private static final String POINT = "x";
  private static final List<String> OPTIONS = List.of("hard", ModelTexts.UNKNOWN);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final ModelVersion version;
  private final Map<String, String[]> parameters;
  private final TextChoice.Known text;

  PointQuery(ModelVersion version, Map<String, String[]> parameters, TextChoice.Unknown unknown) {
    this.text = new ModelTexts(version).known(unknown);
    this.version = version;
    this.parameters = parameters;
  }

  /** The point, in the order of the model's columns. */
  double[] point() {
    refuseUnknown();
    List<String> columns = version.columns();
    if (parameters.keySet().containsAll(columns)) {
      return numbers(columns, columns.stream().map(this::single).toList());
    }
    List<String> named = columns.stream().filter(parameters::containsKey).toList();
    if (named.isEmpty() || named.equals(List.of(POINT))) {
      return commaSeparated();
    }
    List<String> missing = columns.stream().filter(column -> !named.contains(column)).toList();
    throw Refusal.ofParameter(
        HttpStatus.UNPROCESSABLE_CONTENT,
        missing.getFirst(),
        "there is a value for %s, but none for %s"
            .formatted(String.join(", ", named), String.join(", ", missing)));
  }

  private void refuseUnknown() {
    for (String name : parameters.keySet()) {
      if (!name.equals(POINT) && !OPTIONS.contains(name) && !version.columns().contains(name)) {
        throw Refusal.ofParameter(
            HttpStatus.BAD_REQUEST,
            name,
            "unknown query parameter '%s'; give the point as x=… or by the model's columns: %s"
                .formatted(name, columnNames()));
      }
    }
  }

  private double[] commaSeparated() {
    if (!parameters.containsKey(POINT)) {
      throw Refusal.ofParameter(
          HttpStatus.BAD_REQUEST,
          POINT,
          "the query parameter 'x' is required: one number for each column of the model, separated"
              + " by commas, in the order "
              + columnNames());
    }
    List<String> values = List.of(single(POINT).split(",", -1));
    if (values.size() != version.columns().size()) {
      throw Refusal.ofParameter(
          HttpStatus.UNPROCESSABLE_CONTENT,
          POINT,
          "x has %d value%s, but model %s has %d column%s: %s"
              .formatted(
                  values.size(),
                  plural(values.size()),
                  version.name(),
                  version.columns().size(),
                  plural(version.columns().size()),
                  columnNames()));
    }
    return numbers(version.columns().stream().map(column -> POINT).toList(), values);
  }

  private String single(String name) {
    String[] values = parameters.getOrDefault(name, new String[0]);
    if (values.length != 1) {
      throw Refusal.ofParameter(
          HttpStatus.BAD_REQUEST,
          name,
          "'%s' is given %d times; give it once".formatted(name, values.length));
    }
    return values[0];
  }

  private double[] numbers(List<String> pointers, List<String> values) {
    List<Refusal.Cause> causes = new ArrayList<>();
    double[] point = new double[values.size()];
    for (int j = 0; j < point.length; j++) {
      String value = values.get(j).strip();
      Map<String, Double> levels = text.codes().get(version.columns().get(j));
      if (levels != null) {
        point[j] = level(levels, value, j, pointers.get(j), causes);
        continue;
      }
      point[j] = NUMBER.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
      if (!(Math.abs(point[j]) <= Observations.LARGEST)) {
        causes.add(
            Refusal.Cause.ofParameter(
                pointers.get(j),
                "the value '%s' of column '%s' is no number from -1e100 to 1e100 with a decimal point"
                    .formatted(value, version.columns().get(j))));
      }
    }
    if (!causes.isEmpty()) {
      throw new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, causes.getFirst().detail(), causes);
    }
    FamilyRows.check(version, point, pointers.getFirst());
    return point;
  }

  private double level(
      Map<String, Double> levels,
      String value,
      int column,
      String pointer,
      List<Refusal.Cause> causes) {
    Double code = levels.get(value);
    if (code == null && text.unknown() == TextChoice.Unknown.REFUSED) {
      causes.add(
          Refusal.Cause.ofParameter(
              pointer,
              "the value '%s' of column '%s' is no level that the model knows; it knows %s%s"
                  .formatted(
                      Excerpt.ofOneOfMany(value),
                      version.columns().get(column),
                      ColumnNames.listed(List.copyOf(levels.keySet())),
                      text.unknown().advice())));
    }
    return code == null ? Double.NaN : code;
  }

  private static String plural(int count) {
    return count == 1 ? "" : "s";
  }

  private String columnNames() {
    return String.join(", ", version.columns());
  }
}
