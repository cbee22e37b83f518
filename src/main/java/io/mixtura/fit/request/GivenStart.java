package io.mixtura.fit.request;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.web.problem.Findings;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a start that is given: labels of all rows, or parameters of all components. Of each array
 * only the first error is reported: the others are most likely the same one.
 */
final class GivenStart {
  private static final String AT = "/initialization";

  private final Algorithm algorithm;
  private final ResolvedData data;
  private final ResolvedFamily family;
  private final ResolvedComponents components;
  private final Findings findings;

  GivenStart(
      Algorithm algorithm,
      ResolvedData data,
      ResolvedFamily family,
      ResolvedComponents components,
      Findings findings) {
    this.algorithm = algorithm;
    this.data = data;
    this.family = family;
    this.components = components;
    this.findings = findings;
  }

  Initialization partition(FitRequestJson.Initialization given) {
    List<Integer> labels = given.labels();
    if (labels == null) {
      findings.require(
          false, AT + "/labels", "method 'partition' needs labels: the component of each row");
      return new Initialization.Partition(List.of());
    }
    if (isFrameKnown()) {
      checkLabels(labels);
    }
    return new Initialization.Partition(labels);
  }

  private void checkLabels(List<? extends @Nullable Integer> labels) {
    int k = components.max();
    boolean good =
        findings.require(
            labels.size() == data.shape().rows(),
            AT + "/labels",
            "there are %d labels for %d rows; each row needs one",
            labels.size(),
            data.shape().rows());
    BitSet used = new BitSet(k);
    for (int i = 0; i < labels.size(); i++) {
      Integer label = labels.get(i);
      if (label == null || label < 0 || label >= k) {
        findings.require(
            false,
            AT + "/labels/" + i,
            "label %s; labels are numbers of components, from 0 to %d",
            label,
            k - 1);
        return;
      }
      used.set(label);
    }
    findings.require(
        !good || used.cardinality() == k,
        AT + "/labels",
        "no row has the label %d; each of the %d components needs at least one",
        used.nextClearBit(0),
        k);
  }

  Initialization parameters(FitRequestJson.Initialization given) {
    boolean areGaussian = areAllGaussian();
    List<List<Double>> means = given.means();
    if (means == null) {
      findings.require(
          false,
          AT + "/means",
          "method 'parameters' needs means: one for each component, with a number for each column");
      return new Initialization.Parameters(null, List.of(), null);
    }
    if (areGaussian && isFrameKnown() && (algorithm == Algorithm.EM || areMeansAlone(given))) {
      checkNumbers(given, means);
    }
    return new Initialization.Parameters(given.weights(), means, given.covariances());
  }

  private boolean areMeansAlone(FitRequestJson.Initialization given) {
    String detail = "kmeans starts from means alone; leave out weights and covariances";
    return findings.require(given.weights() == null, AT + "/weights", detail)
        & findings.require(given.covariances() == null, AT + "/covariances", detail);
  }

  private void checkNumbers(FitRequestJson.Initialization given, List<List<Double>> means) {
    int k = components.max();
    int d = data.dimensions();
    if (!matrix(means, k, d, AT + "/means", "component")) {
      return;
    }
    if (!checkValues(AT + "/means", new Initialization.Parameters(null, means, null))) {
      return;
    }
    List<Double> weights = given.weights();
    if (weights != null && vector(weights, k, AT + "/weights", "component")) {
      checkValues(AT + "/weights", new Initialization.Parameters(weights, means, null));
    }
    List<List<List<Double>>> covariances = given.covariances();
    if (covariances != null && matrices(covariances, k, d, AT + "/covariances")) {
      checkValues(AT + "/covariances", new Initialization.Parameters(null, means, covariances));
    }
  }

  /** What is wrong is said once, however many structures it is wrong for. */
  private boolean checkValues(String at, Initialization.Parameters parameters) {
    return findings.require(
        at,
        () ->
            components
                .structures()
                .forEach(covariance ->
                    parameters.check(inUnits(covariance), components.max(), data.dimensions())));
  }

  /**
   * What given covariances must look like. One variance in standardized units is one for each
   * column in the data's own.
   */
  private CovarianceStructure inUnits(CovarianceStructure covariance) {
    return data.standardize() ? covariance.inOtherUnits() : covariance;
  }

  private boolean areAllGaussian() {
    return findings.require(
        family.areColumnsGaussian(),
        AT + "/method",
        "a start from 'parameters' is for gaussian columns alone; there are 'portfolio', 'kmeans', 'random' and 'partition', which takes labels");
  }

  /** Whether it is known what labels and parameters have to fit to; else they are not looked at. */
  private boolean isFrameKnown() {
    return components.isOneNumber()
        && findings.noneAt(
            "/columns",
            "/weightColumn",
            "/labelColumn",
            "/algorithm",
            "/components",
            "/covariance",
            "/family",
            "/families",
            "/standardize");
  }

  private boolean vector(
      @Nullable List<? extends @Nullable Double> values, int size, String at, String each) {
    if (!checkSize(values, size, at, "number", each) || values == null) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      Double value = values.get(i);
      if (!findings.require(
          value != null && Double.isFinite(value),
          at + "/" + i,
          "must be a number, but was %s",
          value)) {
        return false;
      }
    }
    return true;
  }

  private boolean matrix(
      @Nullable List<? extends @Nullable List<? extends @Nullable Double>> rows,
      int height,
      int width,
      String at,
      String each) {
    if (!checkSize(rows, height, at, "array", each) || rows == null) {
      return false;
    }
    for (int i = 0; i < height; i++) {
      if (!vector(rows.get(i), width, at + "/" + i, "column")) {
        return false;
      }
    }
    return true;
  }

  private boolean matrices(
      @Nullable List<? extends @Nullable List<? extends @Nullable List<? extends @Nullable Double>>>
          matrices,
      int count,
      int size,
      String at) {
    if (!checkSize(matrices, count, at, "matrix", "component") || matrices == null) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (!matrix(matrices.get(i), size, size, at + "/" + i, "column")) {
        return false;
      }
    }
    return true;
  }

  private boolean checkSize(
      @Nullable List<?> values, int size, String at, String what, String each) {
    return findings.require(
        values != null && values.size() == size,
        at,
        "must be an array of %d %s, one for each %s, but %s",
        size,
        size == 1 ? what : what.equals("matrix") ? "matrices" : what + "s",
        each,
        values == null ? "was null" : "has " + values.size());
  }
}
