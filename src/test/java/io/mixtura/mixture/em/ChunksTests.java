package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points are cut into chunks in the same way, however many there are. */
class ChunksTests {
  private static final int BLOCK = Chunks.BLOCK_TILES;

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 65, 512})
  void everyTileIsInOneChunk(int dimensions) {
    for (int tiles :
        new int[] {0, 1, 7, 8, 9, 10, 11, 63, 64, 65, 73, BLOCK, BLOCK + 1, 3 * BLOCK + 77}) {
      Chunks chunks = new Chunks(tiles, dimensions);
      int next = 0;
      for (int chunk = 0; chunk < chunks.count(); chunk++) {
        assertThat(chunks.first(chunk)).isEqualTo(next);
        assertThat(chunks.end(chunk)).isGreaterThan(next);
        next = chunks.end(chunk);
      }
      assertThat(next).isEqualTo(tiles);
    }
  }

  /** Else machines that hold a block each would come to other bits than one that holds all. */
  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void aBlockIsCutAsIfItWereAlone(int dimensions) {
    Chunks alone = new Chunks(100, dimensions);
    Chunks behind = new Chunks(2 * BLOCK + 100, dimensions);
    int before = 2 * behind.perBlock();

    assertThat(behind.count() - before).isEqualTo(alone.count());
    assertThat(IntStream.range(0, alone.count()))
        .allMatch(chunk -> behind.first(before + chunk) == 2 * BLOCK + alone.first(chunk));
  }

  /** One thread takes the first chunk, and others meanwhile as much as that is. */
  @ParameterizedTest
  @ValueSource(ints = {9, 16, 20, 49})
  void twoThreadsHaveAboutTheSame(int tiles) {
    Chunks chunks = new Chunks(tiles, 32);
    int[] taken = new int[2];
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      taken[taken[0] <= taken[1] ? 0 : 1] += chunks.end(chunk) - chunks.first(chunk);
    }

    assertThat(Math.max(taken[0], taken[1])).isLessThanOrEqualTo(Math.max(8, tiles / 2 + 1));
  }
}
