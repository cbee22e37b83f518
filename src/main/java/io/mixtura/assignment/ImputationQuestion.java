package io.mixtura.assignment;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.assignment.format.Field;
import io.mixtura.assignment.format.NumbersAnswer;
import io.mixtura.assignment.stream.DensityModels;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.assignment.stream.Question;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.Imputation;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.model.document.ModelVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The question of imputation: what is missing in a point?
 *
 * @param version a model that has a density
 * @param imputation what it expects
 */
record ImputationQuestion(ModelVersion version, Imputation imputation) implements Question {

  /** The question to a version; 422 if it has no density. */
  static ImputationQuestion of(ModelVersion version) {
    MixtureModel model = DensityModels.of(version);
    return new ImputationQuestion(version, new Imputation(model));
  }

  @Override
  public Posterior posterior() {
    return Posterior.soft(version.model());
  }

  @Override
  public AnswerWriter writer(AnswerFormat format, RowReader rows) {
    List<String> columns = version.columns();
    List<Field> fields = new ArrayList<>();
    fields.add(Field.list("values", columns, new ModelTexts(version).texts(columns)));
    fields.add(
        Field.list(
            "standardDeviation",
            columns.stream().map(column -> column + "StandardDeviation").toList()));
    Field.probabilities(columns, imputation.levels()).ifPresent(fields::add);
    return NumbersAnswer.of(format, head(), fields, rows, imputation::complete);
  }

  private Map<String, Object> head() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("model", version.name());
    head.put("version", version.version());
    head.put("columns", version.columns());
    return head;
  }
}
