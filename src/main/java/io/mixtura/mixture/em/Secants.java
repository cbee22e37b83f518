package io.mixtura.mixture.em;

import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Anderson's acceleration of a map of statistics: how the step from statistics to their image has
 * changed from one to the next tells which combination of them would leave least of it.
 *
 * <p>D. G. Anderson: Iterative procedures for nonlinear integral equations. J. ACM 12 (1965)
 * 547–560. H. F. Walker, P. Ni: Anderson acceleration for fixed-point iterations. SIAM J. Numer.
 * Anal. 49 (2011) 1715–1735.
 */
final class Secants {
  private static final int MOST = 10;

  /** Of a direction, that must be its own: else rounding decides where a step leads. */
  private static final double INDEPENDENT = 1e-6;

  private final double[] scales;
  private final Deque<Secant> secants = new ArrayDeque<>();
  private @Nullable Seen last;
  private double longestWay = 1;

  /**
   * What has been seen.
   *
   * @param at the statistics, in units of the columns
   * @param step from there to the image
   */
  private record Seen(double[] at, double[] step, SufficientStatistics image) {}

  /** What has changed from one to the next: of the step, and of the image. */
  private record Secant(double[] step, SufficientStatistics image) {
    double square() {
      return product(step, step);
    }

    Secant less(Secant other, double times) {
      return new Secant(plus(step, other.step, -times), image.plus(other.image, -times));
    }
  }

  Secants(double[] scales) {
    this.scales = scales;
  }

  /** Takes statistics and their image into account; returns the length of the step between them. */
  double see(SufficientStatistics statistics, SufficientStatistics image) {
    double[] at = statistics.inUnits(scales);
    Seen seen = new Seen(at, difference(image.inUnits(scales), at), image);
    if (last != null) {
      add(last, seen);
    }
    last = seen;
    return Math.sqrt(product(seen.step(), seen.step()));
  }

  private void add(Seen before, Seen now) {
    Secant secant =
        new Secant(difference(now.step(), before.step()), now.image().plus(before.image(), -1));
    double[] move = difference(now.at(), before.at());
    if (secant.square() > 0) {
      longestWay = Math.max(longestWay, Math.sqrt(product(move, move) / secant.square()));
      secants.addFirst(secant);
    }
    if (secants.size() > MOST) {
      secants.removeLast();
    }
  }

  void forget() {
    secants.clear();
    last = null;
  }

  /**
   * By how much a step, where it changed least, is shorter than the way that it is the first of.
   */
  double longestWay() {
    return longestWay;
  }

  /**
   * The image of the last statistics, less what the secants, combined so that least of the step is
   * left, have changed of it. The latest come first, so that those before only add to them.
   */
  SufficientStatistics next() {
    Seen from = Objects.requireNonNull(last);
    Secant left = new Secant(from.step(), from.image());
    List<Secant> basis = new ArrayList<>();
    for (Secant secant : secants) {
      Secant own = less(secant, basis);
      if (own.square() > INDEPENDENT * INDEPENDENT * secant.square()) {
        left = left.less(own, product(left.step(), own.step()) / own.square());
        basis.add(own);
      }
    }
    return left.image();
  }

  /** Less what is of the directions of others. */
  private static Secant less(Secant secant, List<Secant> others) {
    Secant own = secant;
    for (Secant other : others) {
      own = own.less(other, product(own.step(), other.step()) / other.square());
    }
    return own;
  }

  static double product(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  static double[] difference(double[] one, double[] other) {
    return plus(one, other, -1);
  }

  private static double[] plus(double[] one, double[] other, double times) {
    double[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += times * other[i];
    }
    return sum;
  }
}
