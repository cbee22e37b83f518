package io.mixtura.dataset.rows;

import io.mixtura.web.problem.Excerpt;
import java.util.List;
import java.util.Map;

/** The levels of a column that a model knows; there are no others. */
final class KnownLevels implements LevelCodes {
  private final Map<String, Double> codes;
  private final TextChoice.Unknown unknown;

  KnownLevels(Map<String, Double> codes, TextChoice.Unknown unknown) {
    this.codes = codes;
    this.unknown = unknown;
  }

  @Override
  public double of(String text) {
    Double code = codes.get(text);
    if (code != null) {
      return code;
    }
    return unknown == TextChoice.Unknown.MISSING ? Double.NaN : -1;
  }

  @Override
  public BadCell refusal(String text) {
    return new BadCell(
        "'%s' is no level that the model knows; it knows %s%s"
            .formatted(Excerpt.ofOneOfMany(text), ColumnNames.listed(levels()), unknown.advice()),
        null);
  }

  @Override
  public List<String> levels() {
    return List.copyOf(codes.keySet());
  }
}
