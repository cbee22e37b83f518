package io.mixtura.mixture.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnBlocksTests {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 17})
  void everyEntryHasAPlaceOfItsOwn(int d) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        places.add(ColumnBlocks.index(i, j));
      }
    }
    assertThat(places)
        .doesNotHaveDuplicates()
        .allMatch(at -> at >= 0 && at < ColumnBlocks.length(d));
  }

  @Test
  void fourRowsOfAColumnLieTogether() {
    assertThat(ColumnBlocks.index(4, 1)).isEqualTo(20);
    assertThat(ColumnBlocks.index(7, 1)).isEqualTo(23);
    assertThat(ColumnBlocks.index(4, 2)).isEqualTo(24);
    assertThat(ColumnBlocks.length(5)).isEqualTo(48);
  }
}
