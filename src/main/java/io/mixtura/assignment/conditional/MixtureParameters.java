package io.mixtura.assignment.conditional;

import io.mixtura.mixture.MixtureModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The parameters of a mixture as lists, for answers. */
final class MixtureParameters {
  private MixtureParameters() {}

  static List<Double> weights(MixtureModel model) {
    return components(model).mapToObj(model::weight).toList();
  }

  /** Of the covariances; null where there are none. */
  static @Nullable String structure(MixtureModel model) {
    return model.hasGaussians() ? model.structure().code() : null;
  }

  static @Nullable List<List<Double>> means(MixtureModel model) {
    return model.hasGaussians()
        ? components(model).mapToObj(k -> list(model.mean(k))).toList()
        : null;
  }

  static @Nullable List<List<List<Double>>> covariances(MixtureModel model) {
    if (!model.hasGaussians()) {
      return null;
    }
    return components(model)
        .mapToObj(k -> Arrays.stream(model.covariance(k)).map(MixtureParameters::list).toList())
        .toList();
  }

  /** Degrees of freedom; null of Gaussian components. */
  static @Nullable List<Double> degreesOfFreedom(MixtureModel model) {
    return model.isStudent() ? components(model).mapToObj(model::degreesOfFreedom).toList() : null;
  }

  static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static IntStream components(MixtureModel model) {
    return IntStream.range(0, model.clusters());
  }
}
