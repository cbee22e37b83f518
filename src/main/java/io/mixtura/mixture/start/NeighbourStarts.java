package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.family.Maximization;

/**
 * The starts that neighbours give: the shares that a model of as many components gives them in each
 * point, whatever form its own have, and the components of a smaller model with one of them parted.
 */
final class NeighbourStarts {
  /** Components of a smaller model that are parted, one in each start. */
  private static final int PARTED = 2;

  private final Neighbours neighbours;
  private final Starts starts;

  NeighbourStarts(Neighbours neighbours, Starts starts) {
    this.neighbours = neighbours;
    this.starts = starts;
  }

  /** How many there are. */
  int count() {
    return alike() + PARTED * neighbours.fewer().size();
  }

  /**
   * How many of them are tried before a search's own starts: all, so that those rearrange the best
   * of them; but where no other structure helps, a search first does what it would do alone.
   */
  int before() {
    return alike() == 0 ? 0 : count();
  }

  /** How many of them come from models of as many components. */
  int alike() {
    return neighbours.alike().size();
  }

  Maximization<MixtureModel> start(int number) {
    if (number < alike()) {
      return starts.like(neighbours.alike().get(number));
    }
    int parting = number - alike();
    return starts.withOneMore(neighbours.fewer().get(parting / PARTED), number, parting % PARTED);
  }
}
