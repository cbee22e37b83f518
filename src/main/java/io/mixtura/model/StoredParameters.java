package io.mixtura.model;

import io.mixtura.mixture.CovarianceStructure;
import io.mixtura.mixture.GaussianFamily;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Moments;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Makes the model that a document describes, bit for bit the one that was stored. Parameters that
 * come from outside go through {@link MixtureModel#gaussian} instead, which checks and rescales.
 */
record StoredParameters(
    CovarianceStructure structure,
    Numbers weights,
    List<Numbers> means,
    List<List<Numbers>> covariances) {

  MixtureModel model() {
    int d = means.getFirst().size();
    double[] all =
        DoubleStream.concat(
                DoubleStream.of(weights.values()),
                IntStream.range(0, weights.size()).boxed().flatMapToDouble(this::component))
            .toArray();
    return MixtureModel.fromArray(new GaussianFamily(structure), weights.size(), d, all);
  }

  private DoubleStream component(int k) {
    return DoubleStream.concat(DoubleStream.of(means.get(k).values()), numbers(covariances.get(k)));
  }

  /** Of a symmetric matrix its lower triangle, row by row; of a diagonal one its diagonal. */
  private DoubleStream numbers(List<Numbers> matrix) {
    IntStream rows = IntStream.range(0, matrix.size());
    return structure.moments() == Moments.FULL
        ? rows.boxed().flatMapToDouble(i -> DoubleStream.of(matrix.get(i).values()).limit(i + 1L))
        : rows.mapToDouble(i -> matrix.get(i).get(i));
  }
}
