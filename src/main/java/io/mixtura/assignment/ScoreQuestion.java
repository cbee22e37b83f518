package io.mixtura.assignment;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.AnswerWriter;
import io.mixtura.assignment.format.Field;
import io.mixtura.assignment.format.NumbersAnswer;
import io.mixtura.assignment.stream.Question;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.mixture.DensityRank;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.model.document.ModelVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The question of scores: how usual is a point?
 *
 * @param version a model that has a density
 * @param rank the rank of its densities
 */
record ScoreQuestion(ModelVersion version, DensityRank rank) implements Question {
  private static final List<Field> FIELDS =
      List.of(Field.number("logDensity"), Field.number("percentile"));

  @Override
  public Posterior posterior() {
    return Posterior.soft(version.model());
  }

  @Override
  public AnswerWriter writer(AnswerFormat format, RowReader rows) {
    return NumbersAnswer.of(format, head(), FIELDS, rows, this::find);
  }

  private Map<String, Object> head() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("model", version.name());
    head.put("version", version.version());
    head.put("sampleSize", rank.draws());
    return head;
  }

  private void find(Tile tile, Responsibilities responsibilities, int point, double[] into) {
    into[0] = responsibilities.logDensity(point);
    // The rank is that of densities in all columns; among those in some it says nothing.
    into[1] = tile.hasGaps(point) ? Double.NaN : rank.percentile(into[0]);
  }
}
