package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an earlier version has stored: models answer as they did, and fits that waited go on. */
class EarlierStoreTests {
  private static final Path STORE = Path.of("src/test/resources/store-0.1");

  @TempDir private Path home;

  @Test
  void modelsAnswerTheSameBitsAndFitsGoOn() throws IOException {
    unpack(STORE.resolve("home.zip"));
    JsonNode then = JsonMapper.shared().readTree(Files.readString(STORE.resolve("answers.json")));
    try (ServiceProcess service = ServiceProcess.onFolder(home, LongFit.QUICK)) {
      Api api = service.api();
      then.forEachEntry((path, said) -> {
        if (path.startsWith("/")) {
          assertSame(path, said, api);
        }
      });
      for (JsonNode fit : then.get("queued")) {
        JsonNode ended = api.awaitFit(fit.asString(), LongFit.LONG);
        assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("SUCCEEDED");
      }
      assertThat(service.log())
          .contains("of a version with other arithmetic")
          .doesNotContain("goes on from its checkpoint");
      assertThat(api.get("/api/v1/models/queued/versions").json().get("items")).hasSize(3);
    }
  }

  private static void assertSame(String path, JsonNode said, Api api) {
    boolean isQuestion = said.has("POST");
    Api.Answer now = isQuestion ? api.post(path, said.get("body").asString()) : api.get(path);
    assertThat(now.status()).as(path).isEqualTo(200);
    JsonNode before =
        JsonMapper.shared().readTree(said.get(isQuestion ? "POST" : "GET").asString());
    List<String> differences = new ArrayList<>();
    compare("", before, now.json(), differences);
    assertThat(differences).as(path).isEmpty();
  }

  /** A later version may tell more; what was told before stays, number for number. */
  private static void compare(String at, JsonNode then, JsonNode now, List<String> differences) {
    if (then.isObject()) {
      then.forEachEntry(
          (name, value) -> compare(at + "/" + name, value, now.path(name), differences));
    } else if (then.isArray() && then.size() == now.size()) {
      for (int i = 0; i < then.size(); i++) {
        compare(at + "/" + i, then.get(i), now.get(i), differences);
      }
    } else if (!then.toString().equals(now.toString())) {
      differences.add("%s was %s, is %s".formatted(at, then, now));
    }
  }

  private void unpack(Path zip) throws IOException {
    try (InputStream bytes = Files.newInputStream(zip);
        ZipInputStream files = new ZipInputStream(bytes)) {
      for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
        Path file = home.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(files, file);
      }
    }
  }
}
