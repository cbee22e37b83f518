package io.mixtura.dataset;

import io.mixtura.dataset.csv.CsvRows;
import io.mixtura.dataset.json.JsonRows;
import io.mixtura.dataset.npy.NpyRows;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonParser;

/** Opens bodies of rows: CSV, JSON {@code {"columns":[…],"rows":[[…],…]}}, or an array (.npy). */
public final class Intake {
  /** The registered media type of CSV. */
  public static final String CSV = "text/csv";

  /** Another one that some programs send. */
  public static final String OTHER_CSV = "application/csv";

  /** The media type of arrays as NumPy saves them; none is registered, this one is common. */
  public static final String NPY = "application/x-npy";

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
      return CsvRows.open(body, charset(type), options);
    }
    if (isJson(type)) {
      return JsonRows.open(body, options);
    }
    if (isNpy(type)) {
      return NpyRows.open(body, options);
    }
    throw Refusal.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "Content-Type",
        "rows are accepted as text/csv, application/json or " + NPY + ", not as " + type);
  }

  /**
   * Reads rows from JSON that is part of something larger.
   *
   * @param json stands at (or just before) the start of the object {@code
   *     {"columns":[…],"rows":[[…],…]}}; it is read to the end of that object and not closed
   * @param pointer JSON pointer of that object, such as {@code /data}
   */
  public static RowReader json(JsonParser json, String pointer, IntakeOptions options)
      throws IOException {
    return JsonRows.within(json, pointer, options);
  }

  /** Whether rows of this type are read as CSV. */
  public static boolean isCsv(MediaType type) {
    return "csv".equals(type.getSubtype());
  }

  /** Whether rows of this type are read as an array of NumPy's. */
  public static boolean isNpy(MediaType type) {
    return "x-npy".equals(type.getSubtype());
  }

  private static boolean isJson(MediaType type) {
    return "json".equals(type.getSubtype()) || "json".equals(type.getSubtypeSuffix());
  }

  private static Charset charset(MediaType type) {
    return Objects.requireNonNullElse(type.getCharset(), StandardCharsets.UTF_8);
  }
}
