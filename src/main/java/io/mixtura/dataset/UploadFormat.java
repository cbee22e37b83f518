package io.mixtura.dataset;

import io.mixtura.web.problem.Refusal;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * A format of uploads with a path that takes it alone. To the documentation that is an operation of
 * its own, with the parameters that this format has: a client that is generated from one operation
 * for several formats sends CSV as JSON. JSON is what the path of all formats is documented by.
 */
enum UploadFormat {
  CSV(UploadFormat.CSV_ONLY, "uploadCsv", "Upload a dataset as CSV", Intake.CSV),
  NPY(
      UploadFormat.NPY_ONLY,
      "uploadNpy",
      "Upload a dataset as numpy.save writes it",
      Intake.NPY,
      "header",
      "delimiter",
      "decimal",
      "comment",
      "text");

  /** Ends of paths; annotations take constants alone. */
  static final String CSV_ONLY = ":csv";

  static final String NPY_ONLY = ":npy";

  private final String end;
  private final String operation;
  private final String summary;
  private final MediaType type;
  private final Set<String> lacks;

  /**
   * @param end of its path
   * @param lacks query parameters that say nothing about this format
   */
  UploadFormat(String end, String operation, String summary, String type, String... lacks) {
    this.end = end;
    this.operation = operation;
    this.summary = summary;
    this.type = MediaType.parseMediaType(type);
    this.lacks = Set.of(lacks);
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
    return type.toString();
  }

  boolean has(String parameter) {
    return !lacks.contains(parameter);
  }

  /** 415 for a body that is not of the format that the path is for. */
  static void refuseOthers(String path, MediaType sent) {
    for (UploadFormat format : values()) {
      if (path.endsWith(format.end) && !sent.getSubtype().equals(format.type.getSubtype())) {
        throw Refusal.of(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            HttpHeaders.CONTENT_TYPE,
            "this path takes %s alone, not %s; POST %s takes every format"
                .formatted(format.type, sent, DatasetController.PATH));
      }
    }
  }
}
