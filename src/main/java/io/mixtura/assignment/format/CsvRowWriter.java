package io.mixtura.assignment.format;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows as CSV: a line of names, then a line for each row. */
public final class CsvRowWriter implements RowWriter {
  /** What a name is quoted for: a reader might take it for the end of a cell, or of all cells. */
  private static final Pattern UNCLEAR = Pattern.compile("[,;|\t\"\r\n]|^[#\\s]|\\s$");

  private final String header;
  private final boolean[] isWhole;
  private final String none;
  private final CellTexts texts;

  /** A writer that leaves the cells of what is not finite empty. */
  public CsvRowWriter(List<Field> fields) {
    this(fields, "");
  }

  /**
   * A writer.
   *
   * @param none stands in the cells of what is not finite
   */
  public CsvRowWriter(List<Field> fields, String none) {
    this.none = none;
    this.texts = CellTexts.of(fields, CsvRowWriter::quoted);
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

  static String quoted(String name) {
    return UNCLEAR.matcher(name).find() ? '"' + name.replace("\"", "\"\"") + '"' : name;
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
      } else if (texts.isText(i, numbers[i])) {
        texts.append(i, numbers[i], out);
      } else if (Double.isFinite(numbers[i])) {
        out.append(numbers[i]);
      } else {
        out.append(none);
      }
    }
    out.append('\n');
  }

  @Override
  public void end(AnswerBytes out) {}
}
