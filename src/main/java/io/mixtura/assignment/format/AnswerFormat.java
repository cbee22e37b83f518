package io.mixtura.assignment.format;

import io.mixtura.dataset.Intake;
import io.mixtura.dataset.RowFormat;
import io.mixtura.dataset.rows.CountedRows;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.web.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A format of the answer for many points, and the choice of one by type and acceptance. */
public enum AnswerFormat {
  JSON(MediaType.APPLICATION_JSON_VALUE),
  NDJSON(Intake.NDJSON),
  CSV("text/csv;charset=UTF-8"),
  NPY(Intake.NPY);

  private final String contentType;

  AnswerFormat(String contentType) {
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  /** The number of rows, which an answer in npy begins with. */
  public static long count(RowReader rows) {
    return ((CountedRows) rows).count();
  }

  /**
   * The format of the answer: the one that is accepted most, the request's own among equals.
   *
   * @param request type of the request's body
   * @param accepted the header {@code Accept}; empty if anything is accepted
   */
  public static AnswerFormat of(MediaType request, List<MediaType> accepted) {
    List<AnswerFormat> possible = possible(request);
    AnswerFormat best = best(possible, accepted);
    if (!accepted.isEmpty() && best.quality(accepted) == 0) {
      throw Refusal.of(
          HttpStatus.NOT_ACCEPTABLE,
          HttpHeaders.ACCEPT,
          "none of what is accepted can be answered: rows come as %s"
              .formatted(
                  possible.stream().map(AnswerFormat::bare).collect(Collectors.joining(", "))));
    }
    return best;
  }

  /** Of these formats the one that is accepted most, the first among equals. */
  public static AnswerFormat best(List<AnswerFormat> possible, List<MediaType> accepted) {
    AnswerFormat best = possible.getFirst();
    for (AnswerFormat format : possible) {
      best = format.quality(accepted) > best.quality(accepted) ? format : best;
    }
    return best;
  }

  /** The request's own comes first. */
  private static List<AnswerFormat> possible(MediaType request) {
    AnswerFormat own =
        switch (RowFormat.of(request)) {
          case CSV -> CSV;
          case JSON -> JSON;
          case NDJSON -> NDJSON;
          case NPY, NPZ -> NPY;
          case PARQUET -> JSON;
        };
    return Stream.concat(Stream.of(own), Arrays.stream(values())).distinct().toList();
  }

  private String bare() {
    return contentType.split(";", 2)[0];
  }

  /** The quality value of the most specific entry that this format matches. */
  private double quality(List<MediaType> accepted) {
    MediaType type = MediaType.parseMediaType(contentType);
    MediaType best = null;
    for (MediaType entry : accepted) {
      if (entry.includes(type) && (best == null || entry.isMoreSpecific(best))) {
        best = entry;
      }
    }
    return best == null ? 0 : best.getQualityValue();
  }
}
