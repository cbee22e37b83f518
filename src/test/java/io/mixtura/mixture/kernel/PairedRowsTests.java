package io.mixtura.mixture.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedRowsTests {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 17})
  void everyEntryHasAPlaceOfItsOwn(int d) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        places.add(PairedRows.index(i, j));
      }
    }
    assertThat(places).doesNotHaveDuplicates().allMatch(at -> at >= 0 && at < PairedRows.length(d));
  }

  @Test
  void aColumnOfAPairLiesTogether() {
    assertThat(PairedRows.index(2, 1)).isEqualTo(6);
    assertThat(PairedRows.index(3, 1)).isEqualTo(7);
    assertThat(PairedRows.index(2, 2)).isEqualTo(8);
    assertThat(PairedRows.length(3)).isEqualTo(12);
  }
}
