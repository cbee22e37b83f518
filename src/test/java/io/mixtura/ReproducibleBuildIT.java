package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sources make the same jar, byte by byte, in another folder, time zone and language. */
@Tag("nightly")
class ReproducibleBuildIT {
  private static final List<String> SOURCES = List.of("pom.xml", "mvnw", ".mvn", "src/main");

  @TempDir private Path folder;

  @Test
  void twoBuildsAreTheSameBytes() throws Exception {
    Path one = built("one", "UTC", "C.UTF-8");
    Path two = built("another/folder", "Asia/Tokyo", "C");
    // Names what differs before it says that something does.
    assertThat(contents(two)).isEqualTo(contents(one));
    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
  }

  private Path built(String name, String zone, String language) throws Exception {
    Path here = folder.resolve(name);
    for (String source : SOURCES) {
      copy(Path.of(source), here.resolve(source));
    }
    Path log = folder.resolve(name.replace('/', '-') + ".log");
    ProcessBuilder build =
        new ProcessBuilder(
                "./mvnw",
                "-q",
                "-B",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "package")
            .directory(here.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    build.environment().put("TZ", zone);
    build.environment().put("LC_ALL", language);
    Process process = build.start();
    assertThat(process.waitFor(15, TimeUnit.MINUTES)).as("in time").isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    try (Stream<Path> made = Files.list(here.resolve("target"))) {
      return made.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        Files.createDirectories(target.getParent());
        if (Files.isRegularFile(each)) {
          Files.copy(each, target);
          target.toFile().setExecutable(Files.isExecutable(each));
        }
      }
    }
  }

  private static TreeMap<String, Long> contents(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      TreeMap<String, Long> all = new TreeMap<>();
      zip.stream().forEach((ZipEntry entry) -> all.put(entry.getName(), entry.getCrc()));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
