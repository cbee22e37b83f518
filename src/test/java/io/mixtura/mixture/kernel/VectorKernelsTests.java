package io.mixtura.mixture.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.api.Test;

class VectorKernelsTests extends KernelsContract {
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  @Override
  Kernels kernels() {
    return new VectorKernels();
  }

  /**
   * Where the processor has registers of 256 bits, nothing else will do: a JVM that was started
   * without the vector module, or kept from using the registers, fails here.
   */
  @Test
  void vectorsAreUsedWhereTheHardwareHasThem() throws IOException {
    Class<?> expected = hasWideRegisters() ? VectorKernels.class : ScalarKernels.class;

    assertThat(Kernels.best()).isInstanceOf(expected);
  }

  /** The processor's own word, where it can be had; otherwise that of the JVM. */
  private static boolean hasWideRegisters() throws IOException {
    if (Files.isReadable(PROCESSOR) && Files.readString(PROCESSOR).contains(" avx2 ")) {
      return true;
    }
    return VectorShape.preferredShape().vectorBitSize() >= 256;
  }
}
