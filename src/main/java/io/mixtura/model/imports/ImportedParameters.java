package io.mixtura.model.imports;

import io.mixtura.mixture.GivenMixture;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.model.NamedComponents;
import io.mixtura.model.document.ComponentNames;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A check of the parameters of a model that was made elsewhere; tells of all that is wrong. */
final class ImportedParameters {
  private static final int LONGEST_NAME = 200;

  private final ModelImport given;
  private final Limits limits;
  private final Findings findings;
  private int[] order = {};

  ImportedParameters(ImportRequest.Stated request, Limits limits) {
    this.given = request.given();
    this.limits = limits;
    this.findings = request.findings();
  }

  /** The names of the dimensions, of a request that {@link #model} has not refused. */
  List<String> columns() {
    return Objects.requireNonNull(given.columns()).stream()
        .<String>map(Objects::requireNonNull)
        .toList();
  }

  /** The mixture, its components in the order of descending weight. */
  MixtureModel model() {
    requireGaussian();
    ImportedColumns.check(given.columns(), limits, findings);
    CovarianceStructure structure = structure();
    checkWeights();
    checkNames();
    boolean hasSizes = checkMeans() && isWithinLimits();
    int k = components();
    double[][][] covariances =
        hasSizes && structure != null && !findings.isUnreadable("/covariances")
            ? new ImportedCovariances(structure, k, dimensions(), findings)
                .read(given.covariances())
            : new double[k][][];
    findings.refuseIfAny();
    return mixture(Objects.requireNonNull(structure), covariances);
  }

  private MixtureModel mixture(CovarianceStructure structure, double[][][] covariances) {
    double[] weights = numbers(Objects.requireNonNull(given.weights()));
    double[][] means =
        Objects.requireNonNull(given.means()).stream()
            .map(mean -> numbers(Objects.requireNonNull(mean)))
            .toArray(double[][]::new);
    try {
      MixtureModel model = GivenMixture.of(structure, weights, means, covariances);
      order = model.canonicalOrder();
      return model.reordered(order);
    } catch (IllegalArgumentException refused) {
      String detail = String.valueOf(refused.getMessage());
      throw Refusal.unprocessable(
          detail.startsWith("the weights") ? "/weights" : "/covariances", detail);
    }
  }

  /** What the components are called, in the mixture's order; of a request that has been read. */
  @Nullable List<String> componentNames() {
    List<String> names = given.componentNames();
    return names == null ? null : ComponentNames.reordered(names, order);
  }

  private void checkNames() {
    List<? extends @Nullable String> names = given.componentNames();
    List<Double> weights = given.weights();
    if (names != null && weights != null) {
      NamedComponents.check(names, weights.size(), findings);
    }
  }

  private static double[] numbers(List<? extends @Nullable Double> values) {
    return values.stream().mapToDouble(Objects::requireNonNull).toArray();
  }

  /** Parameters of other families are not read. */
  private void requireGaussian() {
    findings.require(
        given.families() == null || given.families().isNull(),
        "/families",
        "an import takes gaussian columns alone; a model of other families comes from a fit (POST /api/v1/fits)");
  }

  private @Nullable CovarianceStructure structure() {
    if (findings.isUnreadable("/covariance")) {
      return null;
    }
    try {
      return CovarianceStructure.of(
          Objects.requireNonNullElse(given.covariance(), CovarianceStructure.FULL.code()));
    } catch (IllegalArgumentException unknown) {
      findings.add(Refusal.unprocessable("/covariance", String.valueOf(unknown.getMessage())));
      return null;
    }
  }

  private void checkWeights() {
    List<? extends @Nullable Double> weights = given.weights();
    if (weights == null || weights.isEmpty()) {
      findings.require(
          false, "/weights", "weights are missing: one above 0 for each component, with the sum 1");
      return;
    }
    ImportedColumns.requireCount(
        findings, weights.size(), limits.components(), "/weights", "components", "components");
    for (int k = 0; k < weights.size(); k++) {
      Double weight = weights.get(k);
      findings.require(
          weight != null && weight > 0 && weight <= 1,
          "/weights/" + k,
          "the weight of a component must be above 0 and at most 1, but was %s; a component without weight is left out",
          weight);
    }
  }

  /** Answers whether there is one mean for each component, and each has all columns. */
  private boolean checkMeans() {
    List<? extends @Nullable List<? extends @Nullable Double>> means = given.means();
    int k = components();
    boolean hasSizes =
        findings.require(
            means != null && means.size() == k,
            "/means",
            "there must be one mean for each of the %d weights, but %s",
            k,
            means == null ? "there are none" : "there are " + means.size());
    for (int c = 0; means != null && hasSizes && c < k; c++) {
      hasSizes = hasColumns(means.get(c), "/means/" + c);
    }
    return hasSizes;
  }

  private boolean hasColumns(@Nullable List<? extends @Nullable Double> mean, String at) {
    boolean hasColumns =
        findings.require(
            mean != null && mean.size() == dimensions(),
            at,
            "a mean must have one number for each of the %d columns, but %s",
            dimensions(),
            mean == null ? "was null" : "has " + mean.size());
    for (int j = 0; mean != null && hasColumns && j < mean.size(); j++) {
      Double value = mean.get(j);
      findings.require(
          value != null && Math.abs(value) <= Observations.LARGEST,
          at + "/" + j,
          "must be a number from -1e100 to 1e100, but was %s",
          value);
    }
    return hasColumns;
  }

  /** Nothing may be made that is larger than a model can be. */
  private boolean isWithinLimits() {
    return components() <= limits.components() && dimensions() <= limits.dimensions();
  }

  /** As many as there are weights; where these could not be read, as means. */
  private int components() {
    List<?> each = given.weights() == null ? given.means() : given.weights();
    return each == null ? 0 : each.size();
  }

  /** As many as there are columns; where these could not be read, as the first mean has. */
  private int dimensions() {
    List<?> each = given.columns();
    if (each == null && given.means() != null && !given.means().isEmpty()) {
      each = given.means().getFirst();
    }
    return each == null ? 0 : each.size();
  }
}
