package io.mixtura.assignment.conditional;

import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The columns of a question whose rows are no JSON, as its query names them.
 *
 * @param version the model
 * @param given those of the rows; null if the rows name them, or are all that are not wanted
 * @param wanted those that are asked for; null if they are all that are not given
 */
record RowColumns(ModelVersion version, @Nullable String given, @Nullable String wanted) {
  private static final String GIVEN = "given";
  private static final String WANTED = "columns";

  /** Which columns of the body are read: where the query does not say so, those that it names. */
  IntakeOptions options() {
    ModelColumns names = new ModelColumns(version);
    if (given != null) {
      return IntakeOptions.expecting(names.names(numbers(names, GIVEN, given)));
    }
    if (wanted != null) {
      List<String> others = names.names(names.others(numbers(names, WANTED, wanted)));
      if (others.isEmpty()) {
        throw Refusal.unprocessable(
            WANTED,
            "every column is asked for, so none is left that could be given; leave one out");
      }
      return IntakeOptions.expecting(others);
    }
    return IntakeOptions.among(version.columns(), GIVEN);
  }

  /** The question about rows of these columns. */
  RegressionQuestion question(List<String> rows) {
    ModelColumns names = new ModelColumns(version);
    int[] known = names.numbers(rows, GIVEN);
    return RegressionQuestion.of(
        version, known, wanted == null ? names.others(known) : numbers(names, WANTED, wanted), "");
  }

  static int[] numbers(ModelColumns names, String parameter, String value) {
    return names.numbers(IntakeOptions.names(parameter, value), parameter);
  }

  /** Refuses a parameter that a JSON body has as a property. */
  static void refuse(String parameter, @Nullable String value) {
    if (value != null) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          parameter,
          "%s is for CSV and npy; of JSON it is a property of the body".formatted(parameter));
    }
  }
}
