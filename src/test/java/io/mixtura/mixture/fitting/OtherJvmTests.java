package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.testing.FitChecksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interpreted or compiled, by which compiler and for which processor: the same bits. */
@Timeout(120)
class OtherJvmTests {

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:UseAVX=2"})
  void givesTheSameBits(String flag) throws Exception {
    String compiled = "";
    for (int i = 0; i < 40; i++) {
      // Often enough for this JVM to have compiled what it repeats.
      compiled = FitChecksum.checksum();
    }

    assertThat(inAnotherJvm(flag)).isEqualTo(compiled);
  }

  private static String inAnotherJvm(String flag) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            flag,
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            FitChecksum.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return output.strip();
    } finally {
      process.destroyForcibly();
    }
  }
}
