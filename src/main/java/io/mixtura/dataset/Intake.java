package io.mixtura.dataset;

import io.mixtura.dataset.csv.CsvRows;
import io.mixtura.dataset.json.JsonRows;
import io.mixtura.dataset.ndjson.NdjsonRows;
import io.mixtura.dataset.npy.NpyRows;
import io.mixtura.dataset.npy.OneOfNpz;
import io.mixtura.dataset.parquet.ParquetRows;
import io.mixtura.dataset.rows.BodySignature;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** Opens bodies of rows, whatever their format. */
public final class Intake {
  /** The registered media type of CSV. */
  public static final String CSV = "text/csv";

  /** Another one that some programs send. */
  public static final String OTHER_CSV = "application/csv";

  /** The media type of arrays as NumPy saves them; none is registered, this one is common. */
  public static final String NPY = "application/x-npy";

  /** The media type of zip files of such arrays; likewise. */
  public static final String NPZ = "application/x-npz";

  /** The registered media type of Parquet. */
  public static final String PARQUET = "application/vnd.apache.parquet";

  /** Another one that some programs send. */
  public static final String OTHER_PARQUET = "application/x-parquet";

  /** The media type of JSON with a value per line; none is registered, this one is common. */
  public static final String NDJSON = "application/x-ndjson";

  /** Another one that some programs send. */
  public static final String JSON_LINES = "application/jsonl";

  private static final Set<BodySignature> ANY_UTF =
      Set.of(BodySignature.UTF_16, BodySignature.UTF_16_BIG);

  private Intake() {}

  /** As below, of a body that is small, or known to be good. */
  public static RowReader open(InputStream body, MediaType type, IntakeOptions options)
      throws IOException {
    return open(body, type, options, _ -> {});
  }

  /**
   * Opens a body.
   *
   * @param type of a {@link RowFormat}; of CSV with its charset, UTF-8 unless given
   * @param expanded is told of the bytes that come out of a file that is compressed in itself, and
   *     refuses too many
   * @throws Refusal when the beginning of the body, up to the first row, cannot be used, and 415
   *     for any other type
   */
  public static RowReader open(
      InputStream body, MediaType type, IntakeOptions options, LongConsumer expanded)
      throws IOException {
    return switch (RowFormat.of(type)) {
      case CSV -> CsvRows.open(text(body, charset(type)), charset(type), options);
      case JSON -> JsonRows.open(BodySignature.checked(body, BodySignature.json()), options);
      case NDJSON -> NdjsonRows.open(BodySignature.checked(body, BodySignature.json()), options);
      case NPY -> NpyRows.open(BodySignature.checked(body, Set.of(BodySignature.NPY)), options);
      case NPZ ->
          OneOfNpz.open(BodySignature.checked(body, Set.of(BodySignature.ZIP)), options, expanded);
      case PARQUET ->
          ParquetRows.open(
              BodySignature.checked(body, Set.of(BodySignature.PARQUET)), options, expanded);
    };
  }

  /**
   * Reads rows from JSON that is part of something larger.
   *
   * @param data reads, each time anew, the object {@code {"columns":[…],"rows":[[…],…]}} from its
   *     beginning
   * @param outline the same object, in which the rows may be left out; null if it is none
   * @param pointer JSON pointer of that object, such as {@code /data}
   */
  public static RowReader json(
      Supplier<JsonParser> data, @Nullable JsonNode outline, String pointer, IntakeOptions options)
      throws IOException {
    return JsonRows.within(data, outline, pointer, options);
  }

  private static InputStream text(InputStream body, Charset charset) throws IOException {
    boolean isUtf8 = charset.equals(StandardCharsets.UTF_8);
    return BodySignature.checked(body, isUtf8 ? Set.of() : ANY_UTF);
  }

  private static Charset charset(MediaType type) {
    return Objects.requireNonNullElse(type.getCharset(), StandardCharsets.UTF_8);
  }
}
