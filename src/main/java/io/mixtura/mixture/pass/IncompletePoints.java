package io.mixtura.mixture.pass;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.MissingColumns;
import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;

/**
 * The points of a tile that have gaps, side by side, those with equal gaps next to each other; and
 * its complete points as a tile of their own. Scratch memory, used for one tile after the other.
 */
final class IncompletePoints {
  /** A power of two, and more than there are points. */
  private static final int SLOTS = 2 * Tile.POINTS;

  private static final int NONE = -1;
  private static final long INFINITY = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

  private final int dimensions;
  private final int words;

  /** A bit for each column of a point, in rows of a word for each point. */
  private final long[] marks;

  private final Tile complete;
  private final int[] completePlaces = new int[Tile.POINTS];
  private final double[] values;
  private final int[] places = new int[Tile.POINTS];
  private final MissingColumns[] gaps = new MissingColumns[Tile.POINTS];
  private final int[] ends = new int[Tile.POINTS];
  private final int[] slots = new int[SLOTS];
  private final int[] lasts = new int[Tile.POINTS];
  private final int[] nexts = new int[Tile.POINTS];
  private final int[] firsts = new int[Tile.POINTS];
  private int groups;
  private int count;

  IncompletePoints(int dimensions) {
    this.dimensions = dimensions;
    this.words = Math.ceilDiv(dimensions, Long.SIZE);
    this.marks = new long[words * Tile.POINTS];
    this.complete = new Tile(dimensions);
    this.values = new double[dimensions * Tile.POINTS];
  }

  /** Sorts the points of a tile. */
  void sort(Tile tile) {
    mark(tile);
    groups = 0;
    count = 0;
    Arrays.fill(slots, NONE);
    int whole = 0;
    for (int p = 0; p < tile.count(); p++) {
      if (isMarked(p)) {
        count++;
        addToGroup(p);
      } else {
        completePlaces[whole++] = p;
      }
    }
    if (count > 0) {
      layOut();
      tile.pick(places, 0, count, values, 0);
      clearBeyond();
      tile.pick(completePlaces, whole, complete);
    }
  }

  private void mark(Tile tile) {
    Arrays.fill(marks, 0);
    double[] all = tile.values();
    for (int j = 0; j < dimensions; j++) {
      int row = j / Long.SIZE * Tile.POINTS;
      for (int p = 0; p < tile.count(); p++) {
        // Without a branch: what is above the bits of infinity is none of the numbers.
        long magnitude = Double.doubleToRawLongBits(all[j * Tile.POINTS + p]) & Long.MAX_VALUE;
        marks[row + p] |= (INFINITY - magnitude) >>> Long.SIZE - 1 << j;
      }
    }
  }

  private boolean isMarked(int point) {
    long any = 0;
    for (int at = point; at < marks.length; at += Tile.POINTS) {
      any |= marks[at];
    }
    return any != 0;
  }

  /** Groups are chains of points; their first ones stand in a table by their marks. */
  private void addToGroup(int point) {
    int slot = slot(point);
    while (slots[slot] != NONE && !isAlike(firsts[slots[slot]], point)) {
      slot = (slot + 1) % SLOTS;
    }
    nexts[point] = NONE;
    int group = slots[slot];
    if (group == NONE) {
      slots[slot] = groups;
      firsts[groups] = point;
      lasts[groups++] = point;
    } else {
      nexts[lasts[group]] = point;
      lasts[group] = point;
    }
  }

  private int slot(int point) {
    long hash = 0;
    for (int at = point; at < marks.length; at += Tile.POINTS) {
      hash = (hash ^ marks[at]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (hash >>> Integer.SIZE) & (SLOTS - 1);
  }

  private boolean isAlike(int one, int other) {
    for (int row = 0; row < marks.length; row += Tile.POINTS) {
      if (marks[row + one] != marks[row + other]) {
        return false;
      }
    }
    return true;
  }

  private void layOut() {
    int at = 0;
    for (int group = 0; group < groups; group++) {
      gaps[group] = gaps(firsts[group]);
      for (int point = firsts[group]; point != NONE; point = nexts[point]) {
        places[at++] = point;
      }
      ends[group] = at;
    }
  }

  private MissingColumns gaps(int point) {
    long[] bits = new long[words];
    Arrays.setAll(bits, word -> marks[word * Tile.POINTS + point]);
    return MissingColumns.of(bits);
  }

  private void clearBeyond() {
    for (int row = 0; row < values.length; row += Tile.POINTS) {
      Arrays.fill(values, row + count, row + Tile.POINTS, 0);
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The number of points, rounded up to whole panels. */
  int panels() {
    return Math.ceilDiv(count, Kernels.PANEL) * Kernels.PANEL;
  }

  /** How many different gaps there are. */
  int groups() {
    return groups;
  }

  /** The gaps that all points of a group have. */
  MissingColumns gapsOf(int group) {
    return gaps[group];
  }

  /** The first point of a group. */
  int begin(int group) {
    return group == 0 ? 0 : ends[group - 1];
  }

  /** The point behind the last one of a group. */
  int end(int group) {
    return ends[group];
  }

  /** Coordinates as a tile has them: the array itself. */
  double[] values() {
    return values;
  }

  /** Puts the values of a centre in all gaps. */
  void fill(double[] centre) {
    for (int group = 0; group < groups; group++) {
      for (int column : gaps[group].columns()) {
        int row = column * Tile.POINTS;
        Arrays.fill(values, row + begin(group), row + end(group), centre[column]);
      }
    }
  }

  /**
   * Puts values in the gaps of a group's points.
   *
   * @param deviations from a centre: a row for each gap, as wide as a tile
   */
  void complete(int group, double[] centre, double[] deviations) {
    int[] columns = gaps[group].columns();
    for (int i = 0; i < columns.length; i++) {
      int to = columns[i] * Tile.POINTS;
      int from = i * Tile.POINTS;
      double place = centre[columns[i]];
      for (int p = begin(group); p < end(group); p++) {
        values[to + p] = place + deviations[from + p];
      }
    }
  }

  /** Writes the points to where the tile has them. */
  void putBack(Tile tile) {
    for (int row = 0; row < values.length; row += Tile.POINTS) {
      for (int i = 0; i < count; i++) {
        tile.values()[row + places[i]] = values[row + i];
      }
    }
  }

  /** The sum of the values of a group's points. */
  double sum(double[] ofPoints, int group) {
    double sum = 0;
    for (int p = begin(group); p < end(group); p++) {
      sum += ofPoints[p];
    }
    return sum;
  }

  /** The place in the whole tile of a point. */
  int place(int point) {
    return places[point];
  }

  /** The points without gaps. */
  Tile complete() {
    return complete;
  }

  /** Copies a row of values for the complete points to where the tile has them. */
  void spreadComplete(double[] from, double[] into, int offset) {
    for (int i = 0; i < complete.count(); i++) {
      into[offset + completePlaces[i]] = from[offset + i];
    }
  }

  /** Copies a row of values of the tile: those of the complete points, and 0 beyond. */
  void gatherComplete(double[] from, double[] into, int offset) {
    gather(from, completePlaces, complete.count(), offset, into, offset);
  }

  /** Copies a row of values of the tile: those of the points with gaps, and 0 beyond. */
  void gather(double[] from, int offset, double[] into) {
    gather(from, places, count, offset, into, 0);
  }

  private static void gather(
      double[] from, int[] places, int count, int offset, double[] into, int at) {
    for (int i = 0; i < count; i++) {
      into[at + i] = from[offset + places[i]];
    }
    Arrays.fill(into, at + count, at + Tile.POINTS, 0);
  }
}
