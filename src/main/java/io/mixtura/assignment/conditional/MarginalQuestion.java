package io.mixtura.assignment.conditional;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.assignment.format.Field;
import io.mixtura.assignment.format.NumbersAnswer;
import io.mixtura.assignment.stream.DensityModels;
import io.mixtura.assignment.stream.Question;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.Marginal;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.model.document.ModelVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The question of a marginal density: how likely are values of some columns, whatever the others?
 *
 * @param version a model that has a density
 * @param columns names of the columns
 * @param marginal the mixture of these columns
 */
record MarginalQuestion(ModelVersion version, List<String> columns, MixtureModel marginal)
    implements Question {

  /** The question about some columns of a model, by their numbers. */
  static MarginalQuestion of(ModelVersion version, int[] columns) {
    MixtureModel model = DensityModels.of(version);
    return new MarginalQuestion(
        version,
        new ModelColumns(version).names(columns),
        ModelColumns.regular(() -> Marginal.of(model, columns)));
  }

  @Override
  public Posterior posterior() {
    return Posterior.soft(marginal);
  }

  @Override
  public AnswerWriter writer(AnswerFormat format, RowReader rows) {
    return NumbersAnswer.of(
        format,
        head(),
        List.of(Field.number("logDensity")),
        rows,
        (_, responsibilities, point, into) -> into[0] = responsibilities.logDensity(point));
  }

  private Map<String, Object> head() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("model", version.name());
    head.put("version", version.version());
    head.put("columns", columns);
    return head;
  }
}
