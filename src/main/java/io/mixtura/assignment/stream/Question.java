package io.mixtura.assignment.stream;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.Posterior;
import io.mixtura.model.document.ModelVersion;
import java.util.List;

/** A question to a model about each of many points. */
public interface Question {

  /** The model. */
  ModelVersion version();

  /** What evaluates the points; one for each thread. */
  Posterior posterior();

  /** The columns of its points: those of the model, unless it asks about some. */
  default List<String> columns() {
    return version().columns();
  }

  /** Coordinates that a point of the question has. */
  default int dimensions() {
    return columns().size();
  }

  /** What becomes of values that are missing; most questions do without them. */
  default Missing missing() {
    return Missing.KEPT;
  }

  /** How the answer is written. */
  AnswerWriter writer(AnswerFormat format, RowReader rows);

  /** Components of the mixture that is evaluated, noise included. */
  default int components() {
    return version().model().components();
  }

  /** Components without noise, which is the last. */
  default int clusters() {
    return version().model().clusters();
  }
}
