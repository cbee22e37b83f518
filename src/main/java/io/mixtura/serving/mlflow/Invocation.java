package io.mixtura.serving.mlflow;

import io.mixtura.assignment.ResponsibilityQuestion;
import io.mixtura.assignment.format.AnswerBytes;
import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.assignment.stream.Question;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.model.document.ModelVersion;

/**
 * The question of responsibilities, answered as MLflow's scoring server does: {@code
 * {"predictions":[…]}}.
 */
record Invocation(ResponsibilityQuestion question) implements Question {
  @Override
  public ModelVersion version() {
    return question.version();
  }

  @Override
  public Posterior posterior() {
    return question.posterior();
  }

  @Override
  public AnswerWriter writer(AnswerFormat format, RowReader rows) {
    return new Predictions(question.writer(AnswerFormat.JSON, rows));
  }

  /**
   * The entries of an answer under another name.
   *
   * @param entries what writes them, and ends the array and the object that they stand in
   */
  private record Predictions(AnswerWriter entries) implements AnswerWriter {
    @Override
    public void begin(AnswerBytes out) {
      out.append("{\"predictions\":[");
    }

    @Override
    public void points(
        Tile tile, Responsibilities responsibilities, boolean isFirst, AnswerBytes out) {
      entries.points(tile, responsibilities, isFirst, out);
    }

    @Override
    public void end(AnswerBytes out) {
      entries.end(out);
    }
  }
}
