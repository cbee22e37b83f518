package io.mixtura.model.imports;

import io.mixtura.mixture.GivenMixture;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of a model that was made elsewhere. */
final class ImportedParameters {
  private static final int LONGEST_NAME = 200;

  private final ModelImport given;
  private final Limits limits;

  ImportedParameters(ModelImport given, Limits limits) {
    this.given = given;
    this.limits = limits;
  }

  /** Refuses parameters of other families, which are not read. */
  void requireGaussian() {
    if (given.families() != null && !given.families().isNull()) {
      throw Refusal.unprocessable(
          "/families",
          "an import takes gaussian columns alone; a model of other families comes from a fit (POST /api/v1/fits)");
    }
  }

  /** The names of the dimensions. */
  List<String> columns() {
    List<? extends @Nullable String> columns = given.columns();
    if (columns == null || columns.isEmpty()) {
      throw Refusal.unprocessable(
          "/columns", "columns are missing: the names of the dimensions, such as [\"x\", \"y\"]");
    }
    checkCount(columns.size(), limits.dimensions(), "/columns", "columns", "dimensions");
    Set<String> seen = new LinkedHashSet<>();
    for (int j = 0; j < columns.size(); j++) {
      String name = columns.get(j);
      if (name == null || !isName(name)) {
        throw Refusal.unprocessable(
            "/columns/" + j,
            "the name of a column must be 1 to %d characters, none of them a control character"
                .formatted(LONGEST_NAME));
      }
      if (!seen.add(name)) {
        throw Refusal.unprocessable(
            "/columns/" + j,
            "two columns are named '%s'; every column needs a name of its own".formatted(name));
      }
    }
    return List.copyOf(seen);
  }

  private static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && name.codePoints().noneMatch(ImportedParameters::isUnprintable);
  }

  /** Control characters and halves of surrogate pairs cannot be stored everywhere. */
  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }

  /** The mixture, its components in the order of descending weight. */
  MixtureModel model() {
    CovarianceStructure structure = structure();
    int d = columns().size();
    double[] weights = weights();
    double[][] means = means(weights.length, d);
    double[][][] covariances =
        new ImportedCovariances(structure, weights.length, d).read(given.covariances());
    try {
      return GivenMixture.of(structure, weights, means, covariances);
    } catch (IllegalArgumentException refused) {
      String detail = String.valueOf(refused.getMessage());
      throw Refusal.unprocessable(
          detail.startsWith("the weights") ? "/weights" : "/covariances", detail);
    }
  }

  private CovarianceStructure structure() {
    try {
      return CovarianceStructure.of(
          Objects.requireNonNullElse(given.covariance(), CovarianceStructure.FULL.code()));
    } catch (IllegalArgumentException unknown) {
      throw Refusal.unprocessable("/covariance", String.valueOf(unknown.getMessage()));
    }
  }

  private double[] weights() {
    List<? extends @Nullable Double> weights = given.weights();
    if (weights == null || weights.isEmpty()) {
      throw Refusal.unprocessable(
          "/weights", "weights are missing: one above 0 for each component, with the sum 1");
    }
    checkCount(weights.size(), limits.components(), "/weights", "components", "components");
    for (int k = 0; k < weights.size(); k++) {
      Double weight = weights.get(k);
      if (weight == null || !(weight > 0 && weight <= 1)) {
        throw Refusal.unprocessable(
            "/weights/" + k,
            "the weight of a component must be above 0 and at most 1, but was %s; a component without weight is left out"
                .formatted(weight));
      }
    }
    return weights.stream().mapToDouble(Objects::requireNonNull).toArray();
  }

  private double[][] means(int k, int d) {
    List<? extends @Nullable List<? extends @Nullable Double>> means = given.means();
    if (means == null || means.size() != k) {
      throw Refusal.unprocessable(
          "/means",
          "there must be one mean for each of the %d weights, but %s"
              .formatted(k, means == null ? "there are none" : "there are " + means.size()));
    }
    double[][] values = new double[k][];
    for (int c = 0; c < k; c++) {
      values[c] = mean(means.get(c), d, "/means/" + c);
    }
    return values;
  }

  private static double[] mean(@Nullable List<? extends @Nullable Double> mean, int d, String at) {
    if (mean == null || mean.size() != d) {
      throw Refusal.unprocessable(
          at,
          "a mean must have one number for each of the %d columns, but %s"
              .formatted(d, mean == null ? "was null" : "has " + mean.size()));
    }
    for (int j = 0; j < d; j++) {
      Double value = mean.get(j);
      if (value == null || !(Math.abs(value) <= Observations.LARGEST)) {
        throw Refusal.unprocessable(
            at + "/" + j, "must be a number from -1e100 to 1e100, but was " + value);
      }
    }
    return mean.stream().mapToDouble(Objects::requireNonNull).toArray();
  }

  private static void checkCount(int count, int most, String at, String what, String setting) {
    if (count > most) {
      throw Refusal.unprocessable(
          at,
          "%d %s are more than the limit of %d (mixtura.limits.%s)"
              .formatted(count, what, most, setting));
    }
  }
}
