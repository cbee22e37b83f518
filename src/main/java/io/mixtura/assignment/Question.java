package io.mixtura.assignment;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.Posterior;
import io.mixtura.model.ModelVersion;

/**
 * What is asked of a model.
 *
 * @param version the model
 * @param hard whether each point shall belong to one component alone
 */
record Question(ModelVersion version, boolean hard) {

  Posterior posterior() {
    return switch (version.algorithm()) {
      case Algorithm.EM -> hard ? Posterior.hard(version.model()) : Posterior.soft(version.model());
      case Algorithm.KMEANS -> Posterior.nearest(version.model());
    };
  }

  int components() {
    return version.model().components();
  }

  int dimensions() {
    return version.model().dimensions();
  }
}
