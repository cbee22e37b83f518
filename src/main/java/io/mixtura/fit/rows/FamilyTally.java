package io.mixtura.fit.rows;

import io.mixtura.fit.request.FamilyResolver;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The values of columns that are not Gaussian: whether they can be such, and which there are. */
final class FamilyTally {
  private final ResolvedFit fit;
  private final List<Column> columns = new ArrayList<>();
  private int rows;

  /** A column of the fit, where it stands in the dataset, and the levels that it has. */
  private record Column(String name, int position, ColumnFamily family, TreeSet<Double> levels) {}

  FamilyTally(ResolvedFit fit) {
    this.fit = fit;
    List<ColumnFamily> families = fit.families();
    for (int j = 0; j < families.size(); j++) {
      String name = fit.columns().get(j);
      if (!families.get(j).isGaussian()) {
        int position = fit.data().position(name);
        columns.add(new Column(name, position, families.get(j), new TreeSet<>()));
      }
    }
  }

  /** Positions in the dataset of the columns that are looked at. */
  int[] positions() {
    return columns.stream().mapToInt(Column::position).toArray();
  }

  /** Looks at the next row: its values in these columns. */
  void add(double[] values) {
    rows++;
    for (int c = 0; c < values.length; c++) {
      if (Double.isNaN(values[c])) {
        // Whether a value may be missing is the business of another check.
        continue;
      }
      Column column = columns.get(c);
      String complaint = column.family().complaint(values[c]);
      if (complaint != null) {
        throw refusal(
            column,
            "the value of row %d in column '%s' is %s; %s"
                .formatted(
                    rows, Findings.shown(column.name()), ColumnFamily.shown(values[c]), complaint));
      }
      if (column.family().takesLevelsFromData()) {
        // Adding 0 makes 0 of −0, which is the same level.
        column.levels().add(values[c] + 0.0);
        refuseTooMany(column);
      }
    }
  }

  private void refuseTooMany(Column column) {
    if (column.levels().size() > ColumnFamily.Categorical.MOST_LEVELS) {
      throw refusal(
          column,
          "column '%s' has more than %d different values, the most that a categorical column may have: group them, or choose another family"
              .formatted(Findings.shown(column.name()), ColumnFamily.Categorical.MOST_LEVELS));
    }
  }

  private Refusal refusal(Column column, String detail) {
    return Refusal.unprocessable(FamilyResolver.at(fit.request().family(), column.name()), detail);
  }

  /** What the levels of a column of text say; none of numbers. */
  private List<String> names(Column column) {
    List<String> texts = fit.data().shape().text().of(column.name());
    return texts.isEmpty()
        ? List.of()
        : column.levels().stream().map(code -> texts.get(code.intValue())).toList();
  }

  /** The same fit, for which the levels of each categorical column are known now. */
  ResolvedFit complete() {
    List<ColumnFamily> families = new ArrayList<>(fit.families());
    for (Column column : columns) {
      if (column.family().takesLevelsFromData()) {
        families.set(
            fit.columns().indexOf(column.name()),
            new ColumnFamily.Categorical(List.copyOf(column.levels()), names(column)));
      }
    }
    return fit.with(families);
  }
}
