package io.mixtura.assignment;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.assignment.format.CsvAnswer;
import io.mixtura.assignment.format.JsonAnswer;
import io.mixtura.assignment.format.LabelAnswer;
import io.mixtura.assignment.format.NpyAnswer;
import io.mixtura.assignment.stream.Question;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.document.ModelVersion;

/**
 * The question of responsibilities: which component generated a point?
 *
 * @param version the model
 * @param hard whether each point shall belong to one component alone
 * @param labels whether its number is all that is asked for
 */
public record ResponsibilityQuestion(ModelVersion version, boolean hard, boolean labels)
    implements Question {

  @Override
  public Posterior posterior() {
    return switch (version.algorithm()) {
      case Algorithm.EM -> hard ? Posterior.hard(version.model()) : Posterior.soft(version.model());
      case Algorithm.KMEANS -> Posterior.nearest(version.model());
    };
  }

  @Override
  public AnswerWriter writer(AnswerFormat format, RowReader rows) {
    return labels ? labelWriter(format, rows) : fullWriter(format, rows);
  }

  private AnswerWriter labelWriter(AnswerFormat format, RowReader rows) {
    return switch (format) {
      case JSON ->
          LabelAnswer.json(version.name(), version.version(), version.componentNames(), clusters());
      case NDJSON -> LabelAnswer.lines(clusters());
      case CSV -> LabelAnswer.csv(clusters());
      case NPY -> LabelAnswer.npy(AnswerFormat.count(rows), clusters());
    };
  }

  private AnswerWriter fullWriter(AnswerFormat format, RowReader rows) {
    return switch (format) {
      case JSON ->
          JsonAnswer.of(
              version.name(),
              version.version(),
              version.componentNames(),
              components(),
              clusters());
      case NDJSON -> JsonAnswer.lines(components(), clusters());
      case CSV -> new CsvAnswer(version.componentNames(), components(), clusters());
      case NPY -> new NpyAnswer(AnswerFormat.count(rows), components());
    };
  }
}
