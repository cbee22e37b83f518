package io.mixtura.mixture.pass;

import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;

/** A pass over the values that are there, column by column, as those of a single component. */
public final class ObservedValuesPass implements ComponentPass {
  private final double[] origin;

  public ObservedValuesPass(double[] origin) {
    this.origin = origin;
  }

  /** Sums and squares of each column, and how many values they are of. */
  public static StatisticsForm form(int d) {
    return new StatisticsForm(d, d, SecondMoments.DIAGONAL, d);
  }

  @Override
  public double[] logNormalizers() {
    return new double[1];
  }

  /** There is no other component to set it apart from. */
  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    Arrays.fill(out, constants[0]);
  }

  @Override
  public void accumulate(Tile x, double[] r, boolean areSparse, SufficientStatistics into) {
    for (int p = 0; p < x.count(); p++) {
      into.addCount(0, r[p]);
    }
    for (int j = 0; j < origin.length; j++) {
      for (int p = 0; p < x.count(); p++) {
        double deviation = x.get(p, j) - origin[j];
        if (!Double.isNaN(deviation)) {
          into.sums(0)[j] += r[p] * deviation;
          into.second(0)[j] += r[p] * deviation * deviation;
          into.tallies(0)[j] += r[p];
        }
      }
    }
  }
}
