package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.family.Components;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Warnings of components that stand on next to no rows, whose counts are far from all others: a
 * Poisson component is no hole of the likelihood, on however few rows, so nothing else speaks of
 * them.
 *
 * @param encoding of the columns
 * @param columns their names
 */
record WildCounts(Encoding encoding, List<String> columns) {
  /** Fewer rows than that say nothing of how counts scatter. */
  private static final double FEW = 3;

  /** Standard deviations of all other rows from their mean, as for measurements that are wild. */
  private static final double FAR = 30;

  Optional<String> of(FitWarnings.Ending ending) {
    MixtureModel model = ending.best().state().model();
    return IntStream.range(0, model.clusters())
        .filter(k -> ending.statistics().count(k) < FEW)
        .boxed()
        .flatMap(k ->
            encoding.discrete().stream()
                .filter(block -> !block.hasLevels() && isFar(model, k, block.first()))
                .findFirst()
                .map(block -> told(ending, k, block))
                .stream())
        .findFirst();
  }

  private String told(FitWarnings.Ending ending, int k, Encoding.Block block) {
    return "component %d stands on %.3g rows alone, whose value in column '%s', about %.4g, is far from all others: if it is an error leave these rows out; else the other components describe all rows but these"
        .formatted(
            ending.canonical().get(k),
            ending.statistics().count(k),
            columns.get(block.column()),
            ending.best().state().model().parameters().mean(k)[block.first()]);
  }

  /** From what the other components say of a column: their rates are variances, too. */
  private static boolean isFar(MixtureModel model, int cluster, int column) {
    Components components = model.parameters();
    double weight = 0;
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < model.clusters(); k++) {
      double own = k == cluster ? 0 : model.weight(k);
      double rate = components.mean(k)[column];
      weight += own;
      sum += own * rate;
      squares += own * (rate + rate * rate);
    }
    double mean = sum / weight;
    double variance = squares / weight - mean * mean;
    return weight > 0
        && Math.abs(components.mean(cluster)[column] - mean)
            > FAR * Math.sqrt(Math.max(1, variance));
  }
}
