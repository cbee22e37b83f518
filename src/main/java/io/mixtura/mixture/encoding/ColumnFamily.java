package io.mixtura.mixture.encoding;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kind of distribution that one column has in a component. */
public sealed interface ColumnFamily extends Serializable {
  /** The name in requests and documents. */
  String code();

  /** Whether the column is normal, together with others. */
  default boolean isGaussian() {
    return false;
  }

  /** Whether the engine works on indicators of its levels; else on the values as they are. */
  default boolean hasLevels() {
    return false;
  }

  /** Whether the data decide which levels there are. */
  default boolean takesLevelsFromData() {
    return false;
  }

  /** How many columns it becomes for the engine, see {@link Encoding}. */
  default int width() {
    return 1;
  }

  /** The most columns that it can become once the data have been looked at. */
  default int mostColumns() {
    return width();
  }

  /** The values that it can have, ascending, where they are few; else none are listed. */
  default List<Double> levels() {
    return List.of();
  }

  /** What data say in the place of each level; none where these are numbers in data, too. */
  default List<String> names() {
    return List.of();
  }

  /** The levels as people read them. */
  default List<String> shownLevels() {
    return names().isEmpty() ? levels().stream().map(ColumnFamily::shown).toList() : names();
  }

  /** What data say for each value, by the value; none where these are numbers in data, too. */
  default List<String> texts() {
    if (names().isEmpty()) {
      return List.of();
    }
    String[] texts = new String[levels().getLast().intValue() + 1];
    Arrays.fill(texts, "");
    for (int l = 0; l < levels().size(); l++) {
      texts[levels().get(l).intValue()] = names().get(l);
    }
    return List.of(texts);
  }

  /** Free parameters of one component; those of Gaussian columns belong to their structure. */
  long freeParameters();

  /** What would be right in the place of a value; null for one that the family can have. */
  @Nullable String complaint(double value);

  /** A value as messages state it: without a point if it is a whole number. */
  static String shown(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }

  /** Together with the other columns of its kind multivariate normal. */
  record Gaussian() implements ColumnFamily {
    @Override
    public boolean isGaussian() {
      return true;
    }

    @Override
    public String code() {
      return "gaussian";
    }

    @Override
    public long freeParameters() {
      return 0;
    }

    @Override
    public @Nullable String complaint(double value) {
      return null;
    }
  }

  /** Counts 0, 1, 2, … with a rate. */
  record Poisson() implements ColumnFamily {
    /** Beyond it log densities would lose the digits that convergence is judged by. */
    static final double LARGEST = 1e9;

    @Override
    public String code() {
      return "poisson";
    }

    @Override
    public long freeParameters() {
      return 1;
    }

    @Override
    public @Nullable String complaint(double value) {
      return value >= 0 && value <= LARGEST && value == Math.rint(value)
          ? null
          : "a Poisson count is a whole number from 0 to 1e9";
    }
  }

  /** 0 or 1: the two levels whose probabilities sum to 1. */
  record Bernoulli() implements ColumnFamily {
    private static final List<Double> LEVELS = List.of(0.0, 1.0);

    @Override
    public boolean hasLevels() {
      return true;
    }

    @Override
    public String code() {
      return "bernoulli";
    }

    @Override
    public int width() {
      return LEVELS.size();
    }

    @Override
    public List<Double> levels() {
      return LEVELS;
    }

    @Override
    public long freeParameters() {
      return 1;
    }

    @Override
    public @Nullable String complaint(double value) {
      return value == 0 || value == 1 ? null : "a Bernoulli value is 0 or 1";
    }
  }

  /**
   * One of a few levels, each with its probability.
   *
   * @param levels numeric codes, ascending; none as long as the data have not been looked at
   * @param names of text what the data say, one for each level; else none
   */
  record Categorical(List<Double> levels, List<String> names) implements ColumnFamily {
    /** More of them are most likely no categories. */
    public static final int MOST_LEVELS = 100;

    private static final int LISTED = 10;

    public Categorical {
      levels = List.copyOf(levels);
      // Checkpoints that were written before there was text know none.
      names = List.copyOf(Objects.requireNonNullElse(names, List.of()));
    }

    /** One of numbers. */
    public Categorical(List<Double> levels) {
      this(levels, List.of());
    }

    @Override
    public boolean hasLevels() {
      return true;
    }

    @Override
    public boolean takesLevelsFromData() {
      return true;
    }

    /** One whose levels are still to be found. */
    public static Categorical open() {
      return new Categorical(List.of());
    }

    @Override
    public String code() {
      return "categorical";
    }

    @Override
    public int width() {
      return Math.max(1, levels.size());
    }

    @Override
    public int mostColumns() {
      return levels.isEmpty() ? MOST_LEVELS : levels.size();
    }

    @Override
    public long freeParameters() {
      return width() - 1;
    }

    @Override
    public @Nullable String complaint(double value) {
      return levels.isEmpty() || Collections.binarySearch(levels, value + 0.0) >= 0
          ? null
          : "the levels that the model has seen are " + listed();
    }

    private String listed() {
      List<String> first = shownLevels().stream().limit(LISTED).toList();
      int more = levels.size() - first.size();
      return String.join(", ", first) + (more == 0 ? "" : " and " + more + " more");
    }
  }
}
