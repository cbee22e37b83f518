package io.mixtura.assignment.conditional;

import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Refusal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The columns of a question whose rows are no JSON, as its query names them.
 *
 * @param version the model
 * @param given those of the rows; null if they are all that are not wanted
 * @param wanted those that are asked for; null if they are all that are not given
 */
record RowColumns(ModelVersion version, @Nullable String given, @Nullable String wanted) {
  private static final String GIVEN = "given";
  private static final String WANTED = "columns";

  RegressionQuestion question() {
    ModelColumns names = new ModelColumns(version);
    if (given == null && wanted == null) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          GIVEN,
          "say which columns the rows hold, given=%s, or which are asked for, columns=%s"
              .formatted(version.columns().getLast(), version.columns().getFirst()));
    }
    int[] known = given == null ? null : numbers(names, GIVEN, given);
    int[] asked = wanted == null ? null : numbers(names, WANTED, wanted);
    if (known == null) {
      known = names.others(Objects.requireNonNull(asked));
    }
    return ConditionalController.question(
        version, known, asked == null ? names.others(known) : asked);
  }

  private static int[] numbers(ModelColumns names, String parameter, String value) {
    return names.numbers(IntakeOptions.names(parameter, value), parameter);
  }
}
