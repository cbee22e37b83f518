package io.mixtura.assignment;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.stream.Exchange;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.assignment.stream.Question;
import io.mixtura.dataset.DatasetRows;
import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.rows.CountedRows;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The points of stored datasets, about which a model is asked without their being sent again. */
@Component
class StoredPoints {
  /** The query parameter that names a dataset. */
  static final String DATASET = "datasetId";

  private final Datasets datasets;

  StoredPoints(Datasets datasets) {
    this.datasets = datasets;
  }

  /** Answers for all rows of a dataset, in the format that is accepted most. */
  void answer(
      Question question,
      String datasetId,
      @Nullable String unknownLevels,
      HttpHeaders headers,
      Exchange exchange)
      throws IOException {
    TextChoice.Unknown unknown = ModelTexts.unknown(unknownLevels);
    CountedRows rows =
        DatasetRows.named(
            datasets.tiles(datasetId),
            question.columns(),
            new ModelTexts(question.version()).known(unknown),
            DATASET);
    AnswerFormat format = AnswerFormat.best(List.of(AnswerFormat.values()), headers.getAccept());
    exchange.answerChecked(question, format, rows, unknown);
  }

  /** Refuses what is neither the dataset nor one of these: a point beside it, most likely. */
  static void refuseOthers(Map<String, String[]> query, String... known) {
    Set<String> all = Set.of(known);
    for (String name : query.keySet()) {
      if (!name.equals(DATASET) && !all.contains(name)) {
        throw Refusal.ofParameter(
            HttpStatus.BAD_REQUEST,
            name,
            "'%s' says nothing beside datasetId, whose points are all asked about; leave one of them out"
                .formatted(name));
      }
    }
  }
}
