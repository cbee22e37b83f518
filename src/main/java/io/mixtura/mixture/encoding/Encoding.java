package io.mixtura.mixture.encoding;

import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns of the data and those that the engine works on: Gaussian columns first, as they are;
 * then the others, a column of levels as one indicator (0 or 1) for each of its levels. In these
 * the log density of every discrete family is linear, and its sufficient statistics are sums.
 *
 * @param columns the families of the data's columns, in their order
 */
public record Encoding(List<ColumnFamily> columns) implements View {
  /** A column that is not Gaussian, and where its encoded columns begin. */
  public record Block(ColumnFamily family, int column, int first) {
    public int end() {
      return first + family.width();
    }

    /** Whether it is encoded by indicators of its levels; else as it is. */
    public boolean hasLevels() {
      return family.hasLevels();
    }
  }

  /** Gaussian columns alone, which are encoded as they are. */
  public static Encoding gaussian(int d) {
    return new Encoding(Collections.nCopies(d, new ColumnFamily.Gaussian()));
  }

  public boolean isGaussian(int column) {
    return columns.get(column).isGaussian();
  }

  /** The Gaussian columns. */
  public int[] gaussianColumns() {
    return IntStream.range(0, columns.size()).filter(this::isGaussian).toArray();
  }

  /** How many of the encoded columns, the first ones, are Gaussian. */
  public int numeric() {
    return gaussianColumns().length;
  }

  /** Number of encoded columns. */
  public int width() {
    return columns.stream().mapToInt(ColumnFamily::width).sum();
  }

  /** Whether the data are encoded as they are. */
  public boolean isIdentity() {
    return numeric() == columns.size();
  }

  /** The first encoded column of one of the data. */
  public int first(int column) {
    boolean isGaussian = isGaussian(column);
    int first = isGaussian ? 0 : numeric();
    for (int j = 0; j < column; j++) {
      if (isGaussian(j) == isGaussian) {
        first += columns.get(j).width();
      }
    }
    return first;
  }

  /** The columns that are not Gaussian. */
  public List<Block> discrete() {
    List<Block> blocks = new ArrayList<>();
    int first = numeric();
    for (int column = 0; column < columns.size(); column++) {
      if (!isGaussian(column)) {
        blocks.add(new Block(columns.get(column), column, first));
        first += columns.get(column).width();
      }
    }
    return blocks;
  }

  /** The same points as the engine works on them. */
  @Override
  public Observations of(Observations raw) {
    return isIdentity() ? raw : new EncodedObservations(raw, new Encoder(this));
  }
}
