package io.mixtura.dataset.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import io.mixtura.dataset.rows.BadCell;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.ColumnNames;
import io.mixtura.dataset.rows.CountedRows;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.dataset.rows.RowErrors;
import io.mixtura.dataset.rows.Spool;
import io.mixtura.dataset.rows.Understood;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Points from a Parquet file, which Hardwood reads. Its end says where everything stands, so all of
 * it is kept first, in a temporary file unless it is small.
 */
public final class ParquetRows implements CountedRows {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** {@code PAR1} at both ends, and the length of what stands before the second. */
  private static final int SMALLEST = 12;

  /** Bytes that describe a file at most: they become objects in memory. */
  private static final int LONGEST_FOOTER = 1 << 24;

  /** Memory of pages that are decoded at once: those of all columns, of which some are ahead. */
  private static final long MOST_PAGES = Math.max(1L << 26, Runtime.getRuntime().maxMemory() / 16);

  private static final int THREADS = 2;

  /** Seconds in which a batch must have been decoded; it takes a fraction of one. */
  private static final int PATIENCE = 30;

  private static final Set<CompressionCodec> CODECS =
      Set.of(
          CompressionCodec.UNCOMPRESSED,
          CompressionCodec.SNAPPY,
          CompressionCodec.GZIP,
          CompressionCodec.ZSTD);

  /** An index of pandas', which is no column of the data. */
  private static final String PANDAS_INDEX = "__index_level_\\d+__";

  private final Spool spool;
  private final HardwoodContext context;
  private final ParquetFileReader file;
  private final ColumnChoice choice;
  private final RowErrors rowErrors;
  private final Missing missing;
  private final List<ParquetColumn> kinds = new ArrayList<>();
  private final List<Integer> cells = new ArrayList<>();
  private final ColumnReaders columns;
  private final long count;
  private long rows;
  private int at;
  private int batch;

  /**
   * Opens a file.
   *
   * @param expanded is told of the bytes that its numbers take, and refuses too many
   */
  public static ParquetRows open(InputStream body, IntakeOptions options, LongConsumer expanded)
      throws IOException {
    Spool spool = new Spool("send the rows as CSV, which needs none");
    HardwoodContext context = HardwoodContext.create(THREADS);
    try {
      body.transferTo(spool);
      return new ParquetRows(spool, context, options, expanded);
    } catch (IOException | RuntimeException failure) {
      context.close();
      spool.close();
      throw failure;
    }
  }

  private ParquetRows(
      Spool spool, HardwoodContext context, IntakeOptions options, LongConsumer expanded)
      throws IOException {
    this.spool = spool;
    this.context = context;
    this.missing = options.missing();
    MemorySegment bytes = spool.content();
    checkEnds(bytes);
    this.file = read(() -> ParquetFileReader.open(new HeldFile(bytes), context));
    List<SchemaNode> fields = read(() -> file.getFileSchema().getRootNode().children());
    this.choice = choose(fields, options);
    this.rowErrors = new RowErrors("", choice.names(), !options.expectsColumns());
    refuseOthers(fields);
    FileMetaData metaData = file.getFileMetaData();
    this.count = metaData.numRows();
    expanded.accept(numbers(count, cells.size()));
    read(() -> {
      checkPages(bytes, metaData, fields);
      return true;
    });
    this.columns = read(() -> file.columnReaders(projection(fields)));
  }

  private static long numbers(long rows, int columns) {
    if (rows < 0) {
      throw malformed("it states %d rows".formatted(rows));
    }
    return Math.multiplyHigh(rows, (long) columns * Double.BYTES) == 0
        ? Math.max(0, rows * columns * Double.BYTES)
        : Long.MAX_VALUE;
  }

  private static void checkEnds(MemorySegment bytes) {
    long size = bytes.byteSize();
    if (size == 0) {
      throw Refusal.unprocessable("", "the body is empty; send a Parquet file");
    }
    if (size < SMALLEST || !isMark(bytes, 0) || !isMark(bytes, size - Integer.BYTES)) {
      throw malformed(
          size > Integer.BYTES && isMark(bytes, 0)
              ? "it breaks off"
              : "it does not begin and end as one (PAR1)");
    }
    int footer = bytes.get(INT, size - 2 * Integer.BYTES);
    if (footer < 0 || footer > size - SMALLEST) {
      throw malformed("its description is longer than the file");
    }
    if (footer > LONGEST_FOOTER) {
      throw malformed(
          "its description has %d bytes, at most %d can be read; write fewer, larger row groups"
              .formatted(footer, LONGEST_FOOTER));
    }
  }

  private static boolean isMark(MemorySegment bytes, long from) {
    return bytes.get(INT, from) == ('P' | 'A' << 8 | 'R' << 16 | '1' << 24);
  }

  private static ColumnChoice choose(List<SchemaNode> fields, IntakeOptions options) {
    List<String> names = new ArrayList<>();
    Set<Integer> text = new HashSet<>();
    for (SchemaNode field : fields) {
      if (ParquetColumn.of(field) == null && field instanceof SchemaNode.PrimitiveNode) {
        text.add(names.size());
      }
      names.add(field.name());
    }
    List<String> index = names.stream().filter(name -> name.matches(PANDAS_INDEX)).toList();
    return ColumnChoice.named("/columns", names, text, options.leavingOut(index));
  }

  private void refuseOthers(List<SchemaNode> fields) {
    List<Refusal.Cause> causes = new ArrayList<>();
    for (int cell = 0; cell < fields.size(); cell++) {
      if (choice.columnOf(cell) < 0) {
        continue;
      }
      ParquetColumn kind = ParquetColumn.of(fields.get(cell));
      if (kind == null) {
        String name = fields.get(cell).name();
        causes.add(
            new Refusal.Cause(
                "/columns/" + cell,
                "column '%s' %s; or leave it out: exclude=%s in the query"
                    .formatted(
                        name,
                        ParquetColumn.complaint(fields.get(cell)),
                        ColumnNames.inQuery(List.of(name)))));
      } else {
        kinds.add(kind);
        cells.add(cell);
      }
    }
    if (!causes.isEmpty()) {
      String more = causes.size() > 1 ? " (and %d more)".formatted(causes.size() - 1) : "";
      throw new Refusal(
          HttpStatus.UNPROCESSABLE_CONTENT, causes.getFirst().detail() + more, causes);
    }
  }

  private ColumnProjection projection(List<SchemaNode> fields) {
    return ColumnProjection.columns(
        cells.stream().map(cell -> fields.get(cell).name()).toArray(String[]::new));
  }

  private void checkPages(MemorySegment bytes, FileMetaData metaData, List<SchemaNode> fields)
      throws IOException {
    PageSizes pages = new PageSizes(bytes);
    for (RowGroup group : metaData.rowGroups()) {
      long memory = 0;
      for (int cell : cells) {
        SchemaNode.PrimitiveNode column = (SchemaNode.PrimitiveNode) fields.get(cell);
        ColumnChunk chunk = group.columns().get(column.columnIndex());
        checkCodec(column.name(), chunk.metaData().codec());
        memory += pages.largest(chunk.chunkStartOffset(), chunk.metaData().totalCompressedSize());
      }
      if (memory > MOST_PAGES) {
        throw Refusal.of(
            HttpStatus.CONTENT_TOO_LARGE,
            "",
            "a page of each of the %d columns takes %d bytes together, at most %d can be decoded; write smaller pages or row groups, or send fewer columns"
                .formatted(cells.size(), memory, MOST_PAGES));
      }
    }
  }

  private static void checkCodec(String column, CompressionCodec codec) {
    if (!CODECS.contains(codec)) {
      throw Refusal.unprocessable(
          "",
          "column '%s' is compressed by %s; write the file with snappy, gzip or zstd, or without compression"
              .formatted(column, codec));
    }
  }

  @Override
  public List<String> columns() {
    return choice.names();
  }

  @Override
  public Understood understood() {
    return Understood.columns(choice);
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public boolean next(double[] row) throws IOException {
    while (!rowErrors.full() && advance()) {
      read(row);
      at++;
      rows++;
      if (rowErrors.none()) {
        return true;
      }
    }
    if (!rowErrors.none()) {
      rowErrors.rowsRead(rows);
      throw rowErrors.refusal();
    }
    return false;
  }

  /** Sees to it that the batch holds the next row; false after the last. */
  private boolean advance() throws IOException {
    while (at == batch) {
      at = 0;
      batch = nextBatch();
      if (batch < 0) {
        batch = 0;
        if (rows != count) {
          throw malformed("it ends after %d of the %d rows that it states".formatted(rows, count));
        }
        return false;
      }
    }
    if (rows == count) {
      throw malformed("it goes on after the %d rows that it states".formatted(count));
    }
    return true;
  }

  /**
   * Rows of the next batch; negative after the last. When what decodes pages comes upon what it did
   * not expect, it may end without a word, and whoever waits for it would wait for ever.
   */
  private int nextBatch() {
    FutureTask<Integer> task =
        new FutureTask<>(() -> columns.nextBatch() ? columns.getRecordCount() : -1);
    Thread.ofVirtual().name("parquet").start(task);
    for (int seconds = 0; seconds < PATIENCE; seconds++) {
      try {
        return task.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException late) {
        if (isIdle()) {
          break;
        }
      } catch (ExecutionException failed) {
        throw malformed(String.valueOf(failed.getMessage()));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    task.cancel(true);
    throw malformed("what stands in its pages is damaged");
  }

  /** Whether nobody decodes any more. */
  private boolean isIdle() {
    return context.executor() instanceof ThreadPoolExecutor threads
        && threads.getActiveCount() == 0
        && threads.getQueue().isEmpty();
  }

  private void read(double[] row) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      int cell = cells.get(i);
      int column = choice.columnOf(cell);
      BadCell bad = read(kinds.get(i), i, column, row);
      if (bad != null) {
        rowErrors.cell(rows, "row " + (rows + 1), cell, column, bad);
      }
    }
  }

  private @Nullable BadCell read(ParquetColumn kind, int i, int column, double[] row)
      throws IOException {
    ColumnReader values = columns.getColumnReader(i);
    boolean isNull = values.getLeafValidity().isNull(at);
    double value = isNull ? Double.NaN : read(() -> kind.number(values, at));
    row[column] = Double.isNaN(value) ? Double.NaN : value + 0.0;
    if (Double.isNaN(value)) {
      return missing == Missing.KEPT ? null : BadCell.missing(isNull ? "null" : "NaN", missing);
    }
    if (Double.isInfinite(value)) {
      return BadCell.infinite(value > 0 ? "inf" : "-inf", missing);
    }
    String tooLong = kind.tooLong(values, at);
    if (tooLong != null) {
      return BadCell.another(tooLong);
    }
    return BadCell.isUsable(value) ? null : BadCell.tooLarge(Double.toString(value));
  }

  /** Part of the reading of a file that may be anything. */
  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (Refusal refusal) {
      throw refusal;
    } catch (IOException | RuntimeException failure) {
      throw malformed(String.valueOf(failure.getMessage()));
    }
  }

  private static Refusal malformed(String detail) {
    return Refusal.of(
        HttpStatus.BAD_REQUEST, "", "the body is no Parquet file that can be read: " + detail);
  }

  @Override
  public void close() throws IOException {
    try (spool;
        context) {
      columns.close();
      file.close();
    }
  }
}
