package io.mixtura.dataset;

import io.mixtura.web.problem.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * A format of uploads with a path that takes it alone. To the documentation that is an operation of
 * its own, with the parameters that this format has: a client that is generated from one operation
 * for several formats sends CSV as JSON. JSON is what the path of all formats is documented by.
 */
enum UploadFormat {
  CSV(UploadFormat.CSV_ONLY, "uploadCsv", "Upload a dataset as CSV", RowFormat.CSV),
  NDJSON(
      UploadFormat.NDJSON_ONLY,
      "uploadNdjson",
      "Upload a dataset as JSON with a row per line",
      RowFormat.NDJSON),
  NPY(
      UploadFormat.NPY_ONLY,
      "uploadNpy",
      "Upload a dataset as numpy.save writes it",
      RowFormat.NPY),
  NPZ(
      UploadFormat.NPZ_ONLY,
      "uploadNpz",
      "Upload a dataset as numpy.savez writes it",
      RowFormat.NPZ),
  PARQUET(
      UploadFormat.PARQUET_ONLY, "uploadParquet", "Upload a dataset as Parquet", RowFormat.PARQUET);

  /** Ends of paths; annotations take constants alone. */
  static final String CSV_ONLY = ":csv";

  static final String NDJSON_ONLY = ":ndjson";

  static final String NPY_ONLY = ":npy";

  static final String NPZ_ONLY = ":npz";

  static final String PARQUET_ONLY = ":parquet";

  private final String end;
  private final String operation;
  private final String summary;
  private final RowFormat rows;

  /**
   * @param end of its path
   */
  UploadFormat(String end, String operation, String summary, RowFormat rows) {
    this.end = end;
    this.operation = operation;
    this.summary = summary;
    this.rows = rows;
  }

  String path() {
    return DatasetController.PATH + end;
  }

  String operation() {
    return operation;
  }

  String summary() {
    return summary;
  }

  /** Its media type as it is documented. */
  String type() {
    return rows.type();
  }

  boolean has(String parameter) {
    return rows.has(parameter);
  }

  /** 415 for a body that is not of the format that the path is for. */
  static void refuseOthers(String path, MediaType sent) {
    for (UploadFormat format : values()) {
      if (path.endsWith(format.end) && RowFormat.of(sent) != format.rows) {
        throw Refusal.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            HttpHeaders.CONTENT_TYPE,
            "this path takes %s alone, not %s; POST %s takes every format"
                .formatted(format.type(), sent, DatasetController.PATH));
      }
    }
  }
}
