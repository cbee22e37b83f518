package io.mixtura.assignment.stream;

import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Rows whose values the families of a model's columns can have; the first other one is refused. */
public final class FamilyRows implements RowReader {
  private final RowReader rows;
  private final List<String> columns;
  private final List<ColumnFamily> families;
  private final String prefix;
  private final TextChoice.Unknown unknown;
  private long read;

  private FamilyRows(
      RowReader rows,
      List<String> columns,
      List<ColumnFamily> families,
      String prefix,
      TextChoice.Unknown unknown) {
    this.unknown = unknown;
    this.rows = rows;
    this.columns = columns;
    this.families = families;
    this.prefix = prefix;
  }

  /** The same rows; checked unless any number is good for the model. */
  static RowReader of(RowReader rows, Question question, TextChoice.Unknown unknown) {
    ModelVersion version = question.version();
    List<ColumnFamily> families =
        question.columns().stream()
            .map(column -> version.model().columns().get(version.columns().indexOf(column)))
            .toList();
    return of(rows, question.columns(), families, "", unknown);
  }

  /**
   * The same for some columns.
   *
   * @param prefix JSON pointer of the object that holds the rows
   * @param unknown what becomes of levels that the model has not seen
   */
  public static RowReader of(
      RowReader rows,
      List<String> columns,
      List<ColumnFamily> families,
      String prefix,
      TextChoice.Unknown unknown) {
    return families.stream().allMatch(ColumnFamily.Gaussian.class::isInstance)
        ? rows
        : new FamilyRows(rows, columns, families, prefix, unknown);
  }

  /** Refuses a value that a column of the model cannot have. */
  public static void check(ModelVersion version, int column, double value, String at) {
    check(version.columns().get(column), version.model().columns().get(column), value, at, "");
  }

  /** Refuses a point that the model cannot have generated. */
  public static void check(ModelVersion version, double[] point, String at) {
    for (int j = 0; j < point.length; j++) {
      check(version, j, point[j], at);
    }
  }

  private static void check(
      String column, ColumnFamily family, double value, String at, String place) {
    // What is missing has been let in by those who can do without.
    String complaint = Double.isNaN(value) ? null : family.complaint(value);
    if (complaint != null) {
      throw Refusal.unprocessable(
          at,
          "%sthe value %s of column '%s': %s"
              .formatted(place, ColumnFamily.shown(value), column, complaint));
    }
  }

  @Override
  public List<String> columns() {
    return rows.columns();
  }

  @Override
  public boolean next(double[] row) throws IOException {
    if (!rows.next(row)) {
      return false;
    }
    for (int j = 0; j < families.size(); j++) {
      if (isTakenAsMissing(families.get(j), row[j])) {
        row[j] = Double.NaN;
      }
      check(
          columns.get(j),
          families.get(j),
          row[j],
          prefix + "/rows/" + read,
          "row %d: ".formatted(read + 1));
    }
    read++;
    return true;
  }

  private boolean isTakenAsMissing(ColumnFamily family, double value) {
    return unknown == TextChoice.Unknown.MISSING
        && family.takesLevelsFromData()
        && family.complaint(value) != null;
  }

  @Override
  public Optional<String> name() {
    return rows.name();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
