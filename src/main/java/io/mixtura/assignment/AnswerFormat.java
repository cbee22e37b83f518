package io.mixtura.assignment;

import io.mixtura.dataset.Intake;
import java.io.OutputStream;
import java.util.List;
import org.springframework.http.MediaType;

/** How the answer for many points is written. */
enum AnswerFormat {
  JSON(MediaType.APPLICATION_JSON_VALUE),
  CSV("text/csv;charset=UTF-8");

  private final String contentType;

  AnswerFormat(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  AnswerWriter writer(OutputStream out, Question question) {
    return switch (this) {
      case JSON -> new JsonAnswer(out, question);
      case CSV -> new CsvAnswer(out, question);
    };
  }

  /**
   * The format of the answer: the one that is accepted most, the request's own among equals.
   *
   * @param request type of the request's body
   * @param accepted the header {@code Accept}; empty if anything is accepted
   */
  static AnswerFormat of(MediaType request, List<MediaType> accepted) {
    AnswerFormat own = Intake.isCsv(request) ? CSV : JSON;
    AnswerFormat other = own == CSV ? JSON : CSV;
    return accepted.isEmpty() || own.quality(accepted) >= other.quality(accepted) ? own : other;
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
