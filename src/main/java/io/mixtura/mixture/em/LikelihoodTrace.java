package io.mixtura.mixture.em;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The course of the log-likelihood so far, and what it says of the rest of the way.
 *
 * @param history the log-likelihood before each of the last {@value #MOST} accepted steps
 * @param connected how many of its last values, at most {@value #NEEDED}, plain EM steps lead from
 *     one to the next
 * @param rate by what factor gains have lately shrunk from one plain step to the next, slower ones
 *     remembered for longer; 0 if unknown
 * @param longestLeap the most that {@link Squarem} may extrapolate
 */
public record LikelihoodTrace(
    List<Double> history, int connected, double rate, double longestLeap) {
  private static final int MOST = 1000;

  /** Values that tell a rate. */
  private static final int NEEDED = 3;

  private static final double FIRST_LEAP = 4;

  /** Chains of plain steps over which a rate is remembered. */
  private static final double MEMORY = 4;

  /** Steps, so that each has a leap and what follows it. */
  private static final int SHORTEST_STRETCH = 3;

  /** Lengths of stretches, as parts of the whole way. */
  private static final double[] STRETCHES = {0.1, 0.25};

  private static final double CAUTION = 3;
  private static final double DOUBT = 1000;

  static LikelihoodTrace beginning() {
    return new LikelihoodTrace(List.of(), 0, 0, FIRST_LEAP);
  }

  /** With the value that the last pass has found. */
  public LikelihoodTrace seen(double logLikelihood) {
    List<Double> values =
        new ArrayList<>(history.subList(Math.max(0, history.size() + 1 - MOST), history.size()));
    values.add(logLikelihood);
    double shrinkage = shrinkage(logLikelihood);
    return new LikelihoodTrace(
        List.copyOf(values),
        Math.min(connected + 1, NEEDED),
        shrinkage > 0 && shrinkage < 1 ? remembered(shrinkage) : rate,
        longestLeap);
  }

  /** Without a value if it is the last one; plain steps from there are counted anew. */
  LikelihoodTrace notYet(double logLikelihood) {
    return history.isEmpty() || last(1) != logLikelihood
        ? this
        : new LikelihoodTrace(history.subList(0, history.size() - 1), 0, rate, longestLeap);
  }

  /** Slower rates are remembered for a while: a leap hides the slow parts of the error. */
  private double remembered(double shrinkage) {
    return Math.max(shrinkage, rate - (rate - shrinkage) / MEMORY);
  }

  /**
   * After a step that was not one of plain EM.
   *
   * @param length of the leap that was called for: where the error shrinks by λ from step to step
   *     it is 1 / (1 − λ), and gains shrink by λ²
   */
  LikelihoodTrace leapt(double longest, double length) {
    double shrinkage = 1 - 1 / length;
    return new LikelihoodTrace(history, 0, Math.max(rate, shrinkage * shrinkage), longest);
  }

  LikelihoodTrace withLongestLeap(double longest) {
    return new LikelihoodTrace(history, connected, rate, longest);
  }

  /**
   * How often the log-likelihood of {@code size} points has fallen from one value to the next, by
   * more than rounding makes; the first step aside, since a start need not be what an M step comes
   * to.
   *
   * @param last how many values to look at, from the end
   */
  public long falls(int last, double size) {
    return IntStream.range(Math.max(2, history.size() - last), history.size())
        .filter(i -> {
          double before = history.get(i - 1);
          return history.get(i) < before - ExpectationMaximization.slack(before, size);
        })
        .count();
  }

  /** As {@link #falls(int, double)}, of all values. */
  public long falls(double size) {
    return falls(MOST, size);
  }

  /**
   * What is left to gain, by Aitken's projection: near its end EM converges geometrically, so gains
   * g, ag, a²g … still to come sum to ag / (1 − a). The largest of several projections counts,
   * {@value #CAUTION} times, since all of them look back:
   *
   * <ul>
   *   <li>From the last three values, with the slower of the present rate and the remembered one.
   *   <li>From the gains of the last two stretches of a tenth of the way, and of a quarter. A leap
   *       takes what fast directions have to gain, and the next steps show only what it stirred up
   *       in them, while a slow direction gains little at a time for very long. Over a part of the
   *       whole way it cannot hide. a is what the gains of the stretches shrink by, or the least
   *       gains of a step at their ends, whichever is slower: those no leap has stirred up.
   * </ul>
   *
   * <p>Before there are two stretches of {@value #SHORTEST_STRETCH} steps, what the last steps
   * project counts {@value #DOUBT} times: the first ones from a saddle gain little, too. Infinite
   * when gains do not shrink, 0 when nothing was gained that rounding could not have made.
   *
   * <p>D. Böhning et al.: The distribution of the likelihood ratio for mixtures of densities from
   * the one-parameter exponential family. Ann. Inst. Statist. Math. 46 (1994) 373–388.
   *
   * @param logLikelihood the value after those of the history
   * @param slack gains up to it say nothing
   */
  double remaining(double logLikelihood, double slack) {
    if (connected + 1 < NEEDED) {
      return Double.POSITIVE_INFINITY;
    }
    if (logLikelihood - last(1) <= slack) {
      return 0;
    }
    double most = ofSteps(logLikelihood);
    if (history.size() < 2 * SHORTEST_STRETCH) {
      return DOUBT * most;
    }
    for (double part : STRETCHES) {
      int stretch = Math.max(SHORTEST_STRETCH, (int) (part * history.size()));
      most = Math.max(most, ofStretches(logLikelihood, stretch, slack));
    }
    return CAUTION * most;
  }

  private double ofSteps(double logLikelihood) {
    double gain = logLikelihood - last(1);
    return last(1) > last(2)
        ? projected(gain, Math.max(shrinkage(logLikelihood), rate))
        : Double.POSITIVE_INFINITY;
  }

  private double ofStretches(double logLikelihood, int stretch, double slack) {
    if (history.size() < 2 * stretch) {
      return Double.POSITIVE_INFINITY;
    }
    double gain = logLikelihood - last(stretch);
    double before = last(stretch) - last(2 * stretch);
    if (gain <= slack) {
      return 0;
    }
    double then = leastGain(last(stretch), stretch);
    double now = leastGain(logLikelihood, 0);
    double shrinkage = before > 0 ? gain / before : Double.POSITIVE_INFINITY;
    return projected(gain, then > 0 ? Math.max(shrinkage, now / then) : shrinkage);
  }

  /** The least gain of the steps of a shortest stretch that led to a value; 0 if not known. */
  private double leastGain(double value, int back) {
    if (history.size() < back + SHORTEST_STRETCH) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    double after = value;
    for (int step = back + 1; step <= back + SHORTEST_STRETCH; step++) {
      least = Math.min(least, after - last(step));
      after = last(step);
    }
    return least;
  }

  private static double projected(double gain, double shrinkage) {
    return shrinkage < 1 ? gain * shrinkage / (1 - shrinkage) : Double.POSITIVE_INFINITY;
  }

  private double shrinkage(double logLikelihood) {
    return connected + 1 < NEEDED ? 0 : (logLikelihood - last(1)) / (last(1) - last(2));
  }

  private double last(int back) {
    return history.get(history.size() - back);
  }
}
