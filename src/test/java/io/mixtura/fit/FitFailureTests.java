package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** Fits that fail say why, and what to do about it. */
class FitFailureTests extends FitServiceTest {

  @Value("${mixtura.home}")
  private Path home;

  private JsonNode failed(String request) {
    JsonNode fit = awaitEnd(id(submit(request)));
    assertThat(state(fit)).as(fit.toString()).isEqualTo("FAILED");
    assertThat(fit.get("result").isNull()).isTrue();
    assertThat(fit.get("bestSoFar").isNull()).isTrue();
    assertThat(fit.get("finishedAt").isNull()).isFalse();
    return fit;
  }

  @Test
  void aCollapsedFitNamesComponentColumnAndRemedy() {
    JsonNode fit =
        failed(
            """
            {'model':'collapsed','components':2,'regularization':0,
             'data':{'columns':['a','stuck'],'rows':[[1,5],[2,5],[3,5],[7,5],[8,5],[9,5]]}}
            """);

    assertThat(fit.at("/failure/reason").asString()).isEqualTo("DEGENERATE");
    assertThat(fit.at("/failure/detail").asString())
        .contains("component 0 collapsed in column 'stuck'")
        .contains("constant columns ('stuck')")
        .contains("regularization above 0")
        .contains("leave out columns");
    assertThat(api().get("/api/v1/models/collapsed").status()).isEqualTo(404);
    assertRefused(cancel(id(fit)), 409, "FAILED");
    assertRefused(resume(id(fit)), 409, "FAILED: it has ended and left no checkpoint");
    assertThat(api().delete(FITS + "/" + id(fit)).status()).isEqualTo(204);
  }

  /** With regularization the same data give a model, and a warning. */
  @Test
  void regularizationRescuesWithAWarning() {
    JsonNode fit =
        fitted(
            """
            {'model':'rescued','components':2,
             'data':{'columns':['a','stuck'],'rows':[[1,5],[2,5],[3,5],[7,5],[8,5],[9,5]]}}
            """);
    assertThat(fit.at("/result/warnings").toString())
        .contains("constant columns")
        .contains("stuck");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flipped", "cut", "gone"})
  void damagedObservationsAreToldAsSuch(String damage) throws IOException {
    Set<Path> before = files();
    // Another name of a column makes another dataset, with a file of its own.
    String dataset = upload(damage, damage + "\n1\n2\n3\n5\n8\n");
    Set<Path> added = new HashSet<>(files());
    added.removeAll(before);
    assertThat(added).hasSize(1);
    Path file = added.iterator().next();
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case "flipped" -> {
        bytes[10] ^= 1;
        Files.write(file, bytes);
      }
      case "cut" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 8));
      default -> Files.delete(file);
    }

    JsonNode fit = failed("{'datasetId':'%s','components':1}".formatted(dataset));

    assertThat(fit.at("/failure/reason").asString()).isEqualTo("DATA");
    assertThat(fit.at("/failure/detail").asString())
        .contains("the stored observations are damaged")
        .contains("restore them from a backup, or delete the dataset and upload it again");
    assertThat(api().delete(DATASETS + "/" + dataset).status()).isEqualTo(204);
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(file -> file.toString().endsWith(".tiles"))
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
