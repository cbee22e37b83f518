package io.mixtura.assignment.conditional;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.assignment.format.Field;
import io.mixtura.assignment.format.NumbersAnswer;
import io.mixtura.assignment.stream.DensityModels;
import io.mixtura.assignment.stream.Question;
import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.Conditional;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The question of regression: what are some columns, given others?
 *
 * @param version a model that has a density
 * @param given names of the given columns
 * @param wanted names of the columns that are asked for
 * @param conditional the question to the model
 */
record RegressionQuestion(
    ModelVersion version, List<String> given, List<String> wanted, Conditional conditional)
    implements Question {

  /**
   * A question that can be answered.
   *
   * @param known numbers of the given columns
   * @param asked numbers of the columns that are asked for
   * @param at where the request names them: {@code /} in its body, nothing in its query
   */
  static RegressionQuestion of(ModelVersion version, int[] known, int[] asked, String at) {
    MixtureModel model = DensityModels.of(version);
    ModelColumns names = new ModelColumns(version);
    List<String> given = names.names(known);
    List<String> wanted = names.names(asked);
    refuseOverlap(given, wanted, at);
    return new RegressionQuestion(
        version, given, wanted, ModelColumns.regular(() -> new Conditional(model, known, asked)));
  }

  private static void refuseOverlap(List<String> given, List<String> wanted, String at) {
    if (wanted.isEmpty()) {
      throw Refusal.unprocessable(
          at + "given",
          "every column is given, so none is left to ask for; leave one out"
              + (at.isEmpty() ? ", or name those that are asked for with columns=" : ""));
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (given.contains(wanted.get(i))) {
        throw Refusal.unprocessable(
            at + "columns" + (at.isEmpty() ? "" : "/" + i),
            "column '%s' is given, so there is nothing to ask; leave it out of one of the two"
                .formatted(wanted.get(i)));
      }
    }
  }

  @Override
  public Posterior posterior() {
    return Posterior.soft(conditional.given());
  }

  @Override
  public List<String> columns() {
    return given;
  }

  @Override
  public Missing missing() {
    return Missing.REFUSED;
  }

  /** Means, standard deviations, the log density of the given values, probabilities of levels. */
  int width() {
    return 2 * wanted.size() + 1 + conditional.levels().count();
  }

  @Override
  public AnswerWriter writer(AnswerFormat format, RowReader rows) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.list("mean", wanted));
    fields.add(
        Field.list(
            "standardDeviation",
            wanted.stream().map(column -> column + "StandardDeviation").toList()));
    fields.add(Field.number("logDensity"));
    probabilities().ifPresent(fields::add);
    return NumbersAnswer.of(format, head(), fields, rows, this::find);
  }

  /** Of levels; empty if no column that is asked for has any. */
  Optional<Field> probabilities() {
    return Field.probabilities(wanted, conditional.levels());
  }

  private Map<String, Object> head() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("model", version.name());
    head.put("version", version.version());
    head.put("given", given);
    head.put("columns", wanted);
    return head;
  }

  private void find(Tile tile, Responsibilities weights, int point, double[] into) {
    double[] values = new double[given.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = tile.get(point, j);
    }
    conditional.predict(weights, point, values, into);
    for (int j = 0; j < wanted.size(); j++) {
      if (!conditional.hasMean(j)) {
        into[j] = Double.NaN;
        into[wanted.size() + j] = Double.NaN;
      }
    }
    into[2 * wanted.size()] = weights.logDensity(point);
    conditional.levels().fill(weights, point, into, 2 * wanted.size() + 1);
  }

  /** The numbers of one point. */
  double[] answer(double[] values) {
    Tile tile = new Tile(values.length);
    tile.add(values);
    Responsibilities weights = new Responsibilities(components());
    posterior().evaluate(tile, weights);
    double[] numbers = new double[width()];
    find(tile, weights, 0, numbers);
    return numbers;
  }
}
