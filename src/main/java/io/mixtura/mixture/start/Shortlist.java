package io.mixtura.mixture.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The starts to follow, best first. Those that stand where a better one stands would most likely
 * end where that ends, and their agreement says nothing of other maxima: they are counted, and
 * followed only where there are not enough others. Behind those that were asked for come the
 * others, to take the place of any that collapse on their way, see {@link ChosenStarts#areEnough}.
 */
record Shortlist(List<Integer> numbers, List<Integer> copies) {

  static Shortlist of(List<Tried> bestFirst, int keep) {
    List<Tried> distinct = new ArrayList<>();
    List<Tried> alike = new ArrayList<>();
    for (Tried one : bestFirst) {
      (distinct.stream().anyMatch(one::isLike) ? alike : distinct).add(one);
    }
    int fromAlike = Math.clamp(keep - (long) distinct.size(), 0, alike.size());
    List<Tried> listed = new ArrayList<>(distinct);
    listed.addAll(alike.subList(0, fromAlike));
    int[] copies = new int[listed.size()];
    for (Tried copy : alike.subList(fromAlike, alike.size())) {
      copies[
          IntStream.range(0, copies.length)
              .filter(i -> copy.isLike(listed.get(i)))
              .findFirst()
              .orElseThrow()]++;
    }
    return new Shortlist(
        listed.stream().map(Tried::number).toList(), Arrays.stream(copies).boxed().toList());
  }
}
