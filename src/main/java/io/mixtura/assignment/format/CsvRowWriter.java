package io.mixtura.assignment.format;

import java.util.List;
import java.util.stream.Collectors;

/** Rows as CSV: a line of names, then a line for each row; an empty cell for what is not finite. */
public final class CsvRowWriter implements RowWriter {
  private final String header;
  private final boolean[] isWhole;

  public CsvRowWriter(List<Field> fields) {
    this.header =
        fields.stream()
            .flatMap(field -> field.cells().stream())
            .map(CsvRowWriter::quoted)
            .collect(Collectors.joining(",", "", "\n"));
    this.isWhole = new boolean[Field.width(fields)];
    int at = 0;
    for (Field field : fields) {
      isWhole[at] = field.kind() == Field.Kind.WHOLE;
      at += field.cells().size();
    }
  }

  private static String quoted(String name) {
    return name.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + name.replace("\"", "\"\"") + '"'
        : name;
  }

  @Override
  public void begin(AnswerBytes out) {
    out.append(header);
  }

  @Override
  public void row(double[] numbers, boolean isFirst, AnswerBytes out) {
    for (int i = 0; i < isWhole.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      if (isWhole[i]) {
        out.append((int) numbers[i]);
      } else if (Double.isFinite(numbers[i])) {
        out.append(numbers[i]);
      }
    }
    out.append('\n');
  }

  @Override
  public void end(AnswerBytes out) {}
}
