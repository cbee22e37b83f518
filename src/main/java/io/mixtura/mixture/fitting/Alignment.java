package io.mixtura.mixture.fitting;

import java.util.List;

/**
 * The agreement of a fitted model with another one, component by component.
 *
 * @param partners the number in the other model of each component's partner; −1 where it has none
 * @param unmatched numbers in the other model of components that are nobody's partner
 * @param cost the share of the points, from 0 to 1, that the two models do not give to partners: 1
 *     less the mean over the points of Σ r_ik s_ip(k)
 * @param points how many it was judged by
 */
public record Alignment(List<Integer> partners, List<Integer> unmatched, double cost, int points) {
  /** Of a component that has no partner. */
  public static final int NONE = -1;

  /** Keeps copies. */
  public Alignment {
    partners = List.copyOf(partners);
    unmatched = List.copyOf(unmatched);
  }
}
