package io.mixtura.dataset.rows;

import io.mixtura.dataset.rows.IntakeOptions.Selection;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;

/** The choice of the cells of a row that become the coordinates of a point. */
public final class ColumnChoice {
  /** Cells of a row, chosen or not; a bound for memory, far above any limit of dimensions. */
  public static final int WIDEST = 100_000;

  /** Names that are compared with others at most: comparing costs the square of them. */
  private static final int COMPARED = 100;

  private final List<String> header;
  private final List<String> names;
  private final int[] columnOfCell;
  private final List<String> leftOut;

  private ColumnChoice(List<String> header, List<String> names, int[] columnOfCell) {
    this.names = List.copyOf(names);
    this.header = List.copyOf(header);
    this.columnOfCell = columnOfCell;
    this.leftOut =
        IntStream.range(0, columnOfCell.length)
            .filter(cell -> columnOfCell[cell] < 0)
            .mapToObj(header::get)
            .toList();
  }

  /** Names of the chosen columns, in the order of the coordinates. */
  public List<String> names() {
    return names;
  }

  /** Names of the columns that are ignored. */
  public List<String> leftOut() {
    return leftOut;
  }

  /** Cells that a row has. */
  public int width() {
    return columnOfCell.length;
  }

  /** The coordinate that a cell becomes; negative if it is ignored. */
  public int columnOf(int cell) {
    return columnOfCell[cell];
  }

  /**
   * Those of the chosen columns that are named, by name or, where the body names none, by position.
   *
   * @throws Refusal for one that the body does not have
   */
  Set<String> named(List<String> columns) {
    List<String> known = columns.stream().map(this::known).toList();
    UnknownColumns.check("categories", known, header, false);
    return Set.copyOf(known);
  }

  private String known(String column) {
    return header.contains(column) ? column : ofPosition(column);
  }

  /** Whether each cell becomes the coordinate of its number. */
  public boolean isIdentity() {
    return Arrays.equals(columnOfCell, IntStream.range(0, columnOfCell.length).toArray());
  }

  /**
   * A choice among named columns.
   *
   * @param pointer of the names in the body
   * @param header the names of all columns
   */
  public static ColumnChoice named(String pointer, List<String> header, IntakeOptions options) {
    return named(pointer, header, Set.of(), options);
  }

  /**
   * A choice among named columns.
   *
   * @param pointer of the names in the body
   * @param header the names of all columns
   * @param text cells that hold no numbers, which {@code text=drop} leaves out
   */
  public static ColumnChoice named(
      String pointer, List<String> header, Set<Integer> text, IntakeOptions options) {
    return switch (options.selection()) {
      case Selection.All _ -> allBut(List.of(), pointer, header, text, options);
      case Selection.AllBut(List<String> columns) ->
          allBut(columns, pointer, header, text, options);
      case Selection.Chosen(List<String> columns) ->
          chosen("columns", pointer, columns, header, options);
      case Selection.Expected(List<String> columns) ->
          chosen(pointer, pointer, columns, header, options);
      case Selection.Among(List<String> columns, String parameter) ->
          chosen(pointer, pointer, among(columns, parameter, header), header, options);
    };
  }

  private static List<String> among(List<String> columns, String parameter, List<String> header) {
    List<String> named = columns.stream().filter(header::contains).toList();
    if (header.isEmpty()) {
      throw Refusal.unprocessable("/columns", "there is no column; at least one is needed");
    }
    if (named.isEmpty()) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          parameter,
          "the body names none of the model's columns, %s; it names %s%s"
              .formatted(
                  ColumnNames.listed(columns),
                  ColumnNames.listed(header),
                  header.size() > COMPARED ? "" : Spelling.hint(header.getFirst(), columns)));
    }
    return named;
  }

  /**
   * A choice among columns without names.
   *
   * @param width cells of the first row
   */
  public static ColumnChoice positional(int width, IntakeOptions options) {
    return positional(width, Set.of(), options);
  }

  /**
   * A choice among columns without names.
   *
   * @param width cells of the first row
   * @param text cells that hold no numbers, which {@code text=drop} leaves out
   */
  public static ColumnChoice positional(int width, Set<Integer> text, IntakeOptions options) {
    List<String> header = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      header.add(ColumnNames.ofPosition(i));
    }
    return switch (options.selection()) {
      case Selection.All _ -> allBut(List.of(), "", header, text, options);
      case Selection.AllBut(List<String> columns) ->
          allBut(ofPositions(columns), "", header, text, options);
      case Selection.Chosen(List<String> columns) ->
          chosen("columns", "", ofPositions(columns), header, options);
      case Selection.Expected(List<String> columns) -> inOrder(columns);
      case Selection.Among(List<String> columns, String parameter) ->
          throw Refusal.of(
              HttpStatus.BAD_REQUEST,
              parameter,
              "the rows do not name their columns; say which of the model's they hold: %s=%s"
                  .formatted(parameter, ColumnNames.inQuery(List.of(columns.getLast()))));
    };
  }

  private static List<String> ofPositions(List<String> positions) {
    return positions.stream().map(ColumnChoice::ofPosition).toList();
  }

  private static String ofPosition(String position) {
    return position.matches("0|[1-9]\\d{0,8}") ? "x" + position : position;
  }

  /** The expected columns as they stand; a row with more or fewer cells is ragged. */
  public static ColumnChoice inOrder(List<String> columns) {
    int[] columnOfCell = new int[columns.size()];
    Arrays.setAll(columnOfCell, cell -> cell);
    return new ColumnChoice(columns, columns, columnOfCell);
  }

  private static ColumnChoice allBut(
      List<String> excluded,
      String pointer,
      List<String> header,
      Set<Integer> text,
      IntakeOptions options) {
    Set<Integer> leftOut = new HashSet<>(cells(excluded, pointer, header));
    if (options.text().drops()) {
      Set<String> named = Set.copyOf(ofPositions(options.text().named()));
      text.stream().filter(cell -> !named.contains(header.get(cell))).forEach(leftOut::add);
    }
    checkCount(header.size() - leftOut.size(), pointer, options);
    List<String> kept = new ArrayList<>();
    int[] columnOfCell = new int[header.size()];
    for (int cell = 0; cell < header.size(); cell++) {
      boolean isKept = !leftOut.contains(cell);
      columnOfCell[cell] = isKept ? kept.size() : -1;
      if (isKept) {
        kept.add(header.get(cell));
      }
    }
    boolean isPlain = excluded.isEmpty() && !options.text().drops();
    String names = isPlain ? ColumnNames.withoutNameless(header, text) : "";
    checkNames(leftOut, pointer, header, cell -> isPlain ? names : without(excluded, cell));
    return new ColumnChoice(header, kept, columnOfCell);
  }

  /** The cells of columns that are named; one without a name by its position, too. */
  private static Set<Integer> cells(List<String> columns, String pointer, List<String> header) {
    Set<Integer> cells = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      boolean isPosition = !header.contains(column) && column.matches("\\d{1,6}");
      int position = isPosition ? Integer.parseInt(column) : header.size();
      if (position < header.size() && header.get(position).isBlank()) {
        cells.add(position);
      } else {
        names.add(column);
      }
    }
    UnknownColumns.check("exclude", names, header, !pointer.isEmpty());
    for (int cell = 0; cell < header.size(); cell++) {
      if (names.contains(header.get(cell))) {
        cells.add(cell);
      }
    }
    return cells;
  }

  private static String without(List<String> excluded, int cell) {
    List<String> all = new ArrayList<>(excluded);
    all.add(String.valueOf(cell));
    return ", or leave the column out: exclude=" + ColumnNames.inQuery(all) + " in the query";
  }

  private static void checkNames(
      Set<Integer> leftOut, String pointer, List<String> header, IntFunction<String> remedy) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      if (leftOut.contains(i)) {
        continue;
      }
      String name = header.get(i);
      String at = pointer + "/" + i;
      if (name.isBlank()) {
        throw Refusal.unprocessable(
            at, "column %d (from 0) has no name; give it one%s".formatted(i, remedy.apply(i)));
      }
      ColumnNames.checked(at, "column " + i + " (from 0)", name);
      if (!seen.add(name)) {
        throw Refusal.unprocessable(
            at, "two columns are named '" + name + "'; every column needs a name of its own");
      }
    }
  }

  private static ColumnChoice chosen(
      String blamed,
      String pointer,
      List<String> columns,
      List<String> header,
      IntakeOptions options) {
    checkCount(columns.size(), blamed, options);
    UnknownColumns.check(blamed, columns, header, !pointer.isEmpty() && !options.expectsColumns());
    int[] columnOfCell = new int[header.size()];
    Arrays.fill(columnOfCell, -1);
    for (int column = 0; column < columns.size(); column++) {
      int cell = find(columns.get(column), pointer, header);
      if (columnOfCell[cell] >= 0) {
        throw Refusal.unprocessable(
            blamed, "column '" + columns.get(column) + "' is chosen twice; name it once");
      }
      columnOfCell[cell] = column;
      ColumnNames.checked(pointer + "/" + cell, "column " + cell + " (from 0)", header.get(cell));
    }
    return new ColumnChoice(header, columns, columnOfCell);
  }

  private static int find(String column, String pointer, List<String> header) {
    int cell = header.indexOf(column);
    int second = header.lastIndexOf(column);
    if (second != cell) {
      throw Refusal.unprocessable(
          pointer + "/" + second,
          "two columns are named '" + column + "'; every column needs a name of its own");
    }
    return cell;
  }

  private static void checkCount(int count, String pointer, IntakeOptions options) {
    if (count == 0) {
      throw Refusal.unprocessable(pointer, "there is no column; at least one is needed");
    }
    if (count > options.maxColumns()) {
      throw Refusal.unprocessable(
          pointer,
          "%d columns are more than the limit of %d (mixtura.limits.dimensions); leave some out"
                  .formatted(count, options.maxColumns())
              + " with columns= or exclude=");
    }
  }
}
