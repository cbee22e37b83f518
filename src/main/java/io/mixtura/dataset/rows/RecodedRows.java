package io.mixtura.dataset.rows;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of a dataset whose texts have the codes that somebody else has given to the same levels. */
public final class RecodedRows implements CountedRows {
  private static final double UNKNOWN = -1;

  private final CountedRows rows;
  private final List<String> columns;

  /** By column, then by its own code; none of a column of numbers. */
  private final double[][] codes;

  private long read;

  private RecodedRows(CountedRows rows, double[][] codes) {
    this.rows = rows;
    this.columns = rows.columns();
    this.codes = codes;
  }

  /** With the codes of these levels, which are the same ones in another order. */
  public static CountedRows of(CountedRows rows, Categories others) {
    Map<String, Map<String, Double>> known = new HashMap<>();
    others
        .levels()
        .forEach((column, levels) -> {
          Map<String, Double> codes = new HashMap<>();
          levels.forEach(level -> codes.put(level, (double) codes.size()));
          known.put(column, codes);
        });
    return of(rows, new TextChoice.Known(known, TextChoice.Unknown.REFUSED_FOR_GOOD));
  }

  /**
   * With the codes of a model.
   *
   * @throws Refusal if one of them holds text where the other holds numbers
   */
  public static CountedRows of(CountedRows rows, TextChoice.Known model) {
    Categories own = rows.categories();
    List<String> columns = rows.columns();
    double[][] codes = new double[columns.size()][];
    for (int j = 0; j < codes.length; j++) {
      String column = columns.get(j);
      Map<String, Double> known = model.codes().get(column);
      if (own.isText(column) != (known != null)) {
        throw mismatch(column, known != null);
      }
      codes[j] = known == null ? new double[0] : table(own.of(column), known, model.unknown());
    }
    return own.isEmpty() ? rows : new RecodedRows(rows, codes);
  }

  private static double[] table(
      List<String> own, Map<String, Double> known, TextChoice.Unknown becoming) {
    double unknown = becoming == TextChoice.Unknown.MISSING ? Double.NaN : UNKNOWN;
    return own.stream().mapToDouble(level -> known.getOrDefault(level, unknown)).toArray();
  }

  private static Refusal mismatch(String column, boolean isTextInModel) {
    return Refusal.unprocessable(
        "datasetId",
        "column '%s' holds %s in the dataset, but %s in the model"
            .formatted(
                column, isTextInModel ? "numbers" : "text", isTextInModel ? "text" : "numbers"));
  }

  @Override
  public long count() {
    return rows.count();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next(double[] row) throws IOException {
    if (!rows.next(row)) {
      return false;
    }
    for (int j = 0; j < codes.length; j++) {
      double[] table = codes[j];
      if (table.length > 0 && !Double.isNaN(row[j])) {
        row[j] = known(table[(int) row[j]], (int) row[j], j);
      }
    }
    read++;
    return true;
  }

  private double known(double code, int own, int column) {
    if (code == UNKNOWN) {
      String name = columns.get(column);
      throw Refusal.unprocessable(
          "datasetId",
          "row %d, column '%s': '%s' is no level that the model knows%s"
              .formatted(
                  read + 1,
                  name,
                  Excerpt.ofOneOfMany(rows.categories().of(name).get(own)),
                  TextChoice.Unknown.REFUSED.advice()));
    }
    return code;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
