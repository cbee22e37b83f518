package io.mixtura.dataset;

import io.mixtura.dataset.csv.CsvRows;
import io.mixtura.dataset.json.JsonRows;
import io.mixtura.dataset.npy.NpyRows;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** Opens bodies of rows: CSV, JSON {@code {"columns":[…],"rows":[[…],…]}}, or an array (.npy). */
public final class Intake {
  /** The registered media type of CSV. */
  public static final String CSV = "text/csv";

  /** Another one that some programs send. */
  public static final String OTHER_CSV = "application/csv";

  /** The media type of arrays as NumPy saves them; none is registered, this one is common. */
  public static final String NPY = "application/x-npy";

  private static final Set<BodySignature> ANY_UTF =
      Set.of(BodySignature.UTF_16, BodySignature.UTF_16_BIG);

  private Intake() {}

  /**
   * Opens a body.
   *
   * @param type {@value #CSV} or {@value #OTHER_CSV} (with its charset, UTF-8 unless given), {@code
   *     application/json}, or {@value #NPY}, which is read as {@code CountedRows}
   * @throws Refusal when the beginning of the body, up to the first row, cannot be used, and 415
   *     for any other type
   */
  public static RowReader open(InputStream body, MediaType type, IntakeOptions options)
      throws IOException {
    if (isCsv(type)) {
      return CsvRows.open(text(body, charset(type)), charset(type), options);
    }
    if (isJson(type)) {
      return JsonRows.open(BodySignature.checked(body, BodySignature.json()), options);
    }
    if (isNpy(type)) {
      return NpyRows.open(BodySignature.checked(body, Set.of(BodySignature.NPY)), options);
    }
    throw Refusal.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "Content-Type",
        "rows are accepted as text/csv, application/json or " + NPY + ", not as " + type);
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

  /** Whether rows of this type are read as CSV. */
  public static boolean isCsv(MediaType type) {
    return "csv".equals(type.getSubtype());
  }

  /** Whether rows of this type are read as an array of NumPy's. */
  public static boolean isNpy(MediaType type) {
    return "x-npy".equals(type.getSubtype());
  }

  private static InputStream text(InputStream body, Charset charset) throws IOException {
    boolean isUtf8 = charset.equals(StandardCharsets.UTF_8);
    return BodySignature.checked(body, isUtf8 ? Set.of() : ANY_UTF);
  }

  private static boolean isJson(MediaType type) {
    return "json".equals(type.getSubtype()) || "json".equals(type.getSubtypeSuffix());
  }

  private static Charset charset(MediaType type) {
    return Objects.requireNonNullElse(type.getCharset(), StandardCharsets.UTF_8);
  }
}
