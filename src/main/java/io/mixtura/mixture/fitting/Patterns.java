package io.mixtura.mixture.fitting;

import io.mixtura.mixture.Draws;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Sampling;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Rows that a model of discrete columns could have been fitted to: all that there are, where these
 * are few; else some at random.
 */
final class Patterns {
  private static final long SEED = 1;

  private final MixtureModel model;
  private final List<ColumnFamily> columns;

  Patterns(MixtureModel model) {
    this.model = model;
    this.columns = model.columns();
  }

  /** How many there are: the product of the numbers of levels; infinite with numbers and counts. */
  double count() {
    return count(columns);
  }

  static double count(List<ColumnFamily> columns) {
    return columns.stream().allMatch(ColumnFamily::hasLevels)
        ? columns.stream().mapToDouble(ColumnFamily::width).reduce(1, (a, b) -> a * b)
        : Double.POSITIVE_INFINITY;
  }

  /**
   * Some of them.
   *
   * @param wanted how many, if there are so many
   */
  Observations some(int wanted) {
    return Observations.of(count() <= wanted ? all() : drawn(wanted));
  }

  private double[][] all() {
    double[][] all = new double[(int) count()][columns.size()];
    for (int i = 0; i < all.length; i++) {
      int rest = i;
      for (int j = 0; j < columns.size(); j++) {
        List<Double> levels = columns.get(j).levels();
        all[i][j] = levels.get(rest % levels.size());
        rest /= levels.size();
      }
    }
    return all;
  }

  /** Half of them by the model; of the others each level is as likely, or rare ones were none. */
  private double[][] drawn(int wanted) {
    Draws draws = new Draws(model, SEED);
    RandomGenerator random = Sampling.generator(SEED, 1);
    double[][] drawn = new double[wanted][columns.size()];
    for (int i = 0; i < wanted; i++) {
      draws.next(drawn[i]);
      for (int j = 0; j < columns.size() && i % 2 == 1; j++) {
        if (columns.get(j).hasLevels()) {
          List<Double> levels = columns.get(j).levels();
          drawn[i][j] = levels.get(random.nextInt(levels.size()));
        }
      }
    }
    return drawn;
  }
}
