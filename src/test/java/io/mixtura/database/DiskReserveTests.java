package io.mixtura.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskReserveTests {
  private static final long TOTAL = 100L << 20;
  private static final long SIZE = 2 << 20;

  @TempDir private Path folder;
  private Path file;
  private long others;

  @BeforeEach
  void place() {
    file = folder.resolve("reserve");
  }

  private DiskReserve reserve() throws IOException {
    return new DiskReserve(file, TOTAL, () -> TOTAL - others - held());
  }

  private long held() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  @Test
  void whereThereIsRoomItIsHeld() throws IOException {
    DiskReserve reserve = reserve();
    reserve.look();
    reserve.look();

    assertThat(held()).isEqualTo(SIZE);
    assertThat(reserve.isLow()).isFalse();
  }

  @Test
  void whenTheDiskIsFullAPieceAtATimeIsGivenUp() throws IOException {
    DiskReserve reserve = reserve();
    reserve.look();
    others = TOTAL - SIZE;
    reserve.look();
    reserve.look();
    assertThat(held()).isEqualTo(SIZE - DiskReserve.PIECE);
    assertThat(reserve.isLow()).isTrue();

    others = TOTAL - held();
    reserve.look();
    assertThat(held()).isEqualTo(SIZE - 2 * DiskReserve.PIECE);

    others = TOTAL;
    for (int i = 0; i < 9; i++) {
      reserve.look();
    }
    assertThat(held()).isZero();
    assertThat(reserve.isLow()).isTrue();
  }

  @Test
  void whenThereIsRoomAgainItGrowsBack() throws IOException {
    DiskReserve reserve = reserve();
    reserve.look();
    others = TOTAL - SIZE;
    reserve.look();
    others = TOTAL - SIZE - DiskReserve.PIECE;
    reserve.look();
    assertThat(reserve.isLow()).as("little room would be taken at once").isTrue();

    others = TOTAL / 2;
    reserve.look();
    assertThat(held()).isEqualTo(SIZE);
    assertThat(reserve.isLow()).isFalse();
  }

  @Test
  void aNewProcessFindsWhatIsLeft() throws IOException {
    DiskReserve before = reserve();
    before.look();
    others = TOTAL - SIZE;
    before.look();

    DiskReserve after = reserve();
    after.look();
    assertThat(after.isLow()).isTrue();
    assertThat(held()).isEqualTo(SIZE - DiskReserve.PIECE);
  }
}
