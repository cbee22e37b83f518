package io.mixtura.assignment.stream;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.Posterior;
import io.mixtura.model.document.ModelVersion;

/** A question to a model about each of many points. */
public interface Question {

  /** The model. */
  ModelVersion version();

  /** What evaluates the points; one for each thread. */
  Posterior posterior();

  /** Coordinates that a point of the question has: one for each column of the model. */
  default int dimensions() {
    return version().model().dimensions();
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
