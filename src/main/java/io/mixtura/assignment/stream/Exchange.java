package io.mixtura.assignment.stream;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.rows.CountedRows;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.SpooledRows;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.body.Expansion;
import io.mixtura.web.body.Limits;
import io.mixtura.web.body.StreamPlace;
import io.mixtura.web.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** A request and its answer, which is sent while it is made. */
public final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final HttpServletRequest request;
  private final HttpServletResponse response;

  /** The body of an answer. */
  public interface Body {
    /** Writes it. */
    void writeTo(OutputStream out) throws IOException;
  }

  public Exchange(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  /**
   * Answers a question about the points of the request's body.
   *
   * @param csv how a CSV body is written
   */
  public void answer(Question question, HttpHeaders headers, CsvWriting csv) throws IOException {
    answer(
        IntakeOptions.expecting(question.columns())
            .with(question.missing())
            .with(new ModelTexts(question.version()).known(csv.unknown())),
        _ -> question,
        headers,
        csv);
  }

  /**
   * Answers a question about the points of the request's body, which says what is asked.
   *
   * @param wanted which columns of the body are read, and how
   * @param asked the question about points that have these columns
   * @param csv how a CSV body is written
   */
  public void answer(
      IntakeOptions wanted,
      Function<List<String>, Question> asked,
      HttpHeaders headers,
      CsvWriting csv)
      throws IOException {
    MediaType type =
        headers.getContentType() == null ? MediaType.APPLICATION_JSON : headers.getContentType();
    AnswerFormat format = AnswerFormat.of(type, headers.getAccept());
    try (RowReader rows =
        Intake.open(
            request.getInputStream(),
            type,
            csv.in(wanted).holding(Limits.held(request)),
            Expansion.of(request))) {
      Question question = asked.apply(rows.columns());
      RowReader checked = FamilyRows.of(rows, question, csv.unknown());
      if (format == AnswerFormat.NPY && !(rows instanceof CountedRows)) {
        try (SpooledRows counted = new SpooledRows(checked, Expansion.of(request))) {
          answerWhileReading(question, format, counted, counted);
        }
      } else {
        answerWhileReading(question, format, rows, checked);
      }
    }
  }

  private void answerWhileReading(
      Question question, AnswerFormat format, RowReader rows, RowReader checked)
      throws IOException {
    AnswerWriter writer = question.writer(format, rows);
    sendWhileReading(
        question.version(),
        format,
        writer.length(),
        out -> AnsweredRows.note(request, new TilePipeline(question, writer, out).answer(checked)));
  }

  /** Answers a question about rows that are known to be good. */
  public void answer(Question question, AnswerFormat format, RowReader rows) throws IOException {
    answer(question, format, rows, rows);
  }

  /** Answers a question about rows that may hold what the model cannot have generated. */
  public void answerChecked(
      Question question, AnswerFormat format, RowReader rows, TextChoice.Unknown unknown)
      throws IOException {
    answer(question, format, rows, FamilyRows.of(rows, question, unknown));
  }

  private void answer(Question question, AnswerFormat format, RowReader rows, RowReader checked)
      throws IOException {
    if (format == AnswerFormat.NPY && !(rows instanceof CountedRows)) {
      try (SpooledRows counted = new SpooledRows(checked, Expansion.of(request))) {
        answerRead(question, format, counted, counted);
      }
    } else {
      answerRead(question, format, rows, checked);
    }
  }

  private void answerRead(Question question, AnswerFormat format, RowReader rows, RowReader checked)
      throws IOException {
    AnswerWriter writer = question.writer(format, rows);
    send(
        question.version(),
        format,
        writer.length(),
        out -> AnsweredRows.note(request, new TilePipeline(question, writer, out).answer(checked)));
  }

  /**
   * Sends an answer to a request that has been read to its end: no faster than the client reads it,
   * so that nothing piles up however long it is.
   *
   * @param version the model that answers
   * @param length bytes of the answer, if that is known
   */
  public void send(ModelVersion version, AnswerFormat format, OptionalLong length, Body body)
      throws IOException {
    name(version);
    send(format, length, body);
  }

  /** As above, an answer that is no model's. */
  public void send(AnswerFormat format, OptionalLong length, Body body) throws IOException {
    describe(format, length);
    try {
      OutputStream out = new LongAnswer(response.getOutputStream(), this::takePlace);
      body.writeTo(out);
      out.flush();
    } catch (IOException | RuntimeException failure) {
      if (!response.isCommitted()) {
        response.reset();
        throw failure;
      }
      markBroken(failure);
    }
  }

  /** What goes wrong before the first of the answer has left can still be refused. */
  private void sendWhileReading(
      ModelVersion version, AnswerFormat format, OptionalLong length, Body body)
      throws IOException {
    StreamedAnswer answer =
        new StreamedAnswer(
            response,
            () -> {
              name(version);
              describe(format, length);
            },
            this::takePlace);
    try {
      body.writeTo(answer);
      answer.finish();
    } catch (IOException | RuntimeException failure) {
      if (!answer.hasBegun()) {
        throw failure;
      }
      markBroken(failure);
      answer.abort();
    }
  }

  private void takePlace() {
    StreamPlace.take(request);
  }

  private void describe(AnswerFormat format, OptionalLong length) {
    response.setContentType(format.contentType());
    length.ifPresent(response::setContentLengthLong);
  }

  private void name(ModelVersion version) {
    String path = version.path();
    response.setHeader(HttpHeaders.CONTENT_LOCATION, path);
    response.setHeader(HttpHeaders.LINK, "<%s>; rel=\"describedby\"".formatted(path));
  }

  private void markBroken(Exception failure) {
    BrokenAnswers.mark(request);
    switch (failure) {
      case Refusal refusal ->
          LOG.warn(
              "The answer to {} was broken off after it had begun: {}",
              request.getRequestURI(),
              refusal.getMessage());
      case IOException gone ->
          LOG.info("The answer to {} was broken off: {}", request.getRequestURI(), gone.toString());
      default -> LOG.error("The answer to {} was broken off", request.getRequestURI(), failure);
    }
  }
}
