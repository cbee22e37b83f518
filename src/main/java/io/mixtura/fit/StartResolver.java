package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.CovarianceStructure;
import io.mixtura.mixture.Initialization;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks how a fit is to be started. */
final class StartResolver {
  static final String KMEANS = "kmeans";
  private static final String RANDOM = "random";
  private static final String PARTITION = "partition";
  private static final String PARAMETERS = "parameters";
  private static final String AT = "/initialization";

  private final FitRequest.Start given;
  private final Algorithm algorithm;
  private final CovarianceStructure covariance;
  private final Findings findings;

  StartResolver(
      FitRequest.@Nullable Start given,
      Algorithm algorithm,
      CovarianceStructure covariance,
      Findings findings) {
    this.given =
        Objects.requireNonNullElse(given, new FitRequest.Start(null, null, null, null, null));
    this.algorithm = algorithm;
    this.covariance = covariance;
    this.findings = findings;
  }

  Initialization resolve(int k, int d, int rows) {
    String method = Objects.requireNonNullElse(given.method(), KMEANS);
    refuseWhatBelongsElsewhere(method);
    return switch (method) {
      case KMEANS -> new Initialization.KMeans();
      case RANDOM -> new Initialization.RandomPoints();
      case PARTITION -> partition(k, rows);
      case PARAMETERS -> parameters(k, d);
      default -> {
        findings.require(
            false,
            AT + "/method",
            "'%s' is not a way to start; there are 'kmeans', 'random', 'partition' and 'parameters'",
            method);
        yield new Initialization.KMeans();
      }
    };
  }

  private void refuseWhatBelongsElsewhere(String method) {
    findings.require(
        given.labels() == null || method.equals(PARTITION),
        AT + "/labels",
        "labels are read only by method 'partition', but the method is '%s'",
        method);
    findings.require(
        given.means() == null && given.weights() == null && given.covariances() == null
            || method.equals(PARAMETERS),
        AT,
        "weights, means and covariances are read only by method 'parameters', but the method is '%s'",
        method);
  }

  private Initialization partition(int k, int rows) {
    List<Integer> labels = given.labels();
    if (labels == null) {
      findings.require(
          false, AT + "/labels", "method 'partition' needs labels: the component of each row");
      return new Initialization.KMeans();
    }
    findings.require(
        labels.size() == rows,
        AT + "/labels",
        "there are %d labels for %d rows; each row needs one",
        labels.size(),
        rows);
    BitSet used = new BitSet(k);
    for (int i = 0; i < labels.size(); i++) {
      Integer label = labels.get(i);
      if (!findings.require(
          label != null && label >= 0 && label < k,
          AT + "/labels/" + i,
          "label %s; labels are numbers of components, from 0 to %d",
          label,
          k - 1)) {
        return new Initialization.KMeans();
      }
      used.set(label);
    }
    findings.require(
        used.cardinality() == k,
        AT + "/labels",
        "no row has the label %d; each of the %d components needs at least one",
        used.nextClearBit(0),
        k);
    return new Initialization.Partition(labels);
  }

  private Initialization parameters(int k, int d) {
    List<List<Double>> means = given.means();
    if (means == null) {
      findings.require(
          false, AT + "/means", "method 'parameters' needs means: %d × %d numbers", k, d);
      return new Initialization.KMeans();
    }
    findings.require(
        algorithm == Algorithm.EM || given.weights() == null && given.covariances() == null,
        AT,
        "kmeans starts from means alone; leave out weights and covariances");
    Initialization.Parameters parameters =
        new Initialization.Parameters(given.weights(), means, given.covariances());
    findings.require(AT, () -> parameters.check(covariance, k, d));
    return parameters;
  }
}
