package io.mixtura.serving.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorTypeTests {
  /** By two's complement and IEEE 754, little-endian; a byte before each is not read. */
  @ParameterizedTest
  @CsvSource({
    "BOOL,01,1",
    "BOOL,00,0",
    "UINT8,ff,255",
    "UINT16,feff,65534",
    "UINT32,ffffffff,4294967295",
    "UINT64,0100000000000000,1",
    "UINT64,ffffffffffffffff,18446744073709551615",
    "INT8,fe,-2",
    "INT16,fdff,-3",
    "INT32,fcffffff,-4",
    "INT64,fbffffffffffffff,-5",
    "FP32,0000c03f,1.5",
    "FP64,00000000000002c0,-2.25"
  })
  void numbersAreReadAsTheirTypeSays(TensorType type, String bytes, double number) {
    byte[] all = HexFormat.of().parseHex("7f" + bytes);
    ByteBuffer buffer = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(type.size()).isEqualTo(all.length - 1);
    assertThat(type.read(buffer, 1)).isEqualTo(number);
  }
}
