package io.mixtura.assignment.stream;

import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The texts of a model's columns: what points say in the place of the numbers that it works on.
 *
 * @param version the model
 */
public record ModelTexts(ModelVersion version) {
  /** The query parameter that says what becomes of levels that the model has not seen. */
  public static final String UNKNOWN = "unknownLevels";

  /** How points are read. */
  public TextChoice.Known known(TextChoice.Unknown unknown) {
    Map<String, Map<String, Double>> codes = new LinkedHashMap<>();
    for (int j = 0; j < version.columns().size(); j++) {
      ColumnFamily family = version.model().columns().get(j);
      if (!family.names().isEmpty()) {
        codes.put(version.columns().get(j), codes(family));
      }
    }
    return new TextChoice.Known(codes, unknown);
  }

  private static Map<String, Double> codes(ColumnFamily family) {
    Map<String, Double> codes = new LinkedHashMap<>();
    for (int l = 0; l < family.names().size(); l++) {
      codes.put(family.names().get(l), family.levels().get(l));
    }
    return codes;
  }

  /** How answers are written: for each of some columns what stands for a code, by code. */
  public List<List<String>> texts(List<String> columns) {
    return columns.stream()
        .map(column -> version.model().columns().get(version.columns().indexOf(column)).texts())
        .toList();
  }

  /**
   * What becomes of unknown levels.
   *
   * @param value of the query parameter {@value #UNKNOWN}
   */
  public static TextChoice.Unknown unknown(@Nullable String value) {
    if (value == null || value.equals("refuse")) {
      return TextChoice.Unknown.REFUSED;
    }
    if (!value.equals("missing")) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          UNKNOWN,
          "'%s' must be 'refuse' or 'missing', but was '%s'".formatted(UNKNOWN, Excerpt.of(value)));
    }
    return TextChoice.Unknown.MISSING;
  }
}
