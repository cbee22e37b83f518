package io.mixtura.mixture.start;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A way to begin again from where a start has led: one component is dropped, and another one parted
 * in its place. What k components describe badly is often that two of them share what one could do,
 * while one does the work of two.
 *
 * @param dropped the component that goes
 * @param parted the one whose share becomes two
 * @param isRelaxed whether the way leads over a tighter model, see {@link Relaxing}
 */
record Rearrangement(int dropped, int parted, boolean isRelaxed) {
  /** One that is hardly missed is a better guess than one that has much to give. */
  private static final int WEIGHT_OF_LOSS = 3;

  /**
   * One after the other, the most promising first: those components are dropped first that the
   * log-likelihood loses least without, and those parted first that it would lose most without.
   * Each pair comes straight and relaxed in turn.
   *
   * @param losses what the log-likelihood would lose without each component
   * @param move which of them, from 0; after all pairs they come again
   */
  static Rearrangement of(double[] losses, int move) {
    int k = losses.length;
    int pairs = pairs(k);
    int[] byLoss = byLoss(losses);
    int before = move % pairs;
    for (int cost = 0; ; cost++) {
      for (int rank = 0; rank < k && WEIGHT_OF_LOSS * rank <= cost; rank++) {
        int fromLast = cost - WEIGHT_OF_LOSS * rank;
        if (fromLast < k - 1 && before-- == 0) {
          return new Rearrangement(
              byLoss[rank], byLoss[other(k, rank, fromLast)], (move + move / pairs) % 2 == 1);
        }
      }
    }
  }

  /** Components, from the one that the log-likelihood loses least without. */
  static int[] byLoss(double[] losses) {
    return IntStream.range(0, losses.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> losses[c]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** How many pairs there are of a component to drop and one to part. */
  static int pairs(int components) {
    return components * (components - 1);
  }

  /** The place from behind among all places but one. */
  private static int other(int places, int but, int fromLast) {
    int place = places - 1 - fromLast;
    return place > but ? place : place - 1;
  }
}
