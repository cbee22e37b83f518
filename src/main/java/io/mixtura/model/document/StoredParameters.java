package io.mixtura.model.document;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.statistics.SecondMoments;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Makes the model that a document describes, bit for bit the one that was stored. Parameters that
 * come from outside go through {@link MixtureModel#gaussian} instead, which checks and rescales.
 *
 * @param structure of the covariances
 * @param means of the Gaussian columns; empty if there are none
 * @param covariances likewise
 * @param columns all columns, with the parameters of those that are not Gaussian
 */
record StoredParameters(
    CovarianceStructure structure,
    Numbers weights,
    List<Numbers> means,
    List<List<Numbers>> covariances,
    List<ColumnDistribution> columns) {

  MixtureModel model() {
    double[] all =
        DoubleStream.concat(
                DoubleStream.of(weights.values()),
                IntStream.range(0, weights.size()).boxed().flatMapToDouble(this::component))
            .toArray();
    List<ColumnFamily> families = columns.stream().map(ColumnDistribution::columnFamily).toList();
    return MixtureModel.fromArray(
        ComponentFamily.of(structure, families), weights.size(), columns.size(), all);
  }

  private DoubleStream component(int k) {
    DoubleStream gaussian =
        means.isEmpty()
            ? DoubleStream.empty()
            : DoubleStream.concat(
                DoubleStream.of(means.get(k).values()), numbers(covariances.get(k)));
    return DoubleStream.concat(
        gaussian,
        columns.stream().flatMap(column -> column.numbers(k).stream()).mapToDouble(x -> x));
  }

  /** Of a symmetric matrix its lower triangle, row by row; of a diagonal one its diagonal. */
  private DoubleStream numbers(List<Numbers> matrix) {
    IntStream rows = IntStream.range(0, matrix.size());
    return structure.moments() == SecondMoments.FULL
        ? rows.boxed().flatMapToDouble(i -> DoubleStream.of(matrix.get(i).values()).limit(i + 1L))
        : rows.mapToDouble(i -> matrix.get(i).get(i));
  }
}
