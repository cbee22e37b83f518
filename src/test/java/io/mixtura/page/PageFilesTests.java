package io.mixtura.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files that the page is made of: how they are answered, and where those of others come from.
 */
class PageFilesTests extends ServiceTest {
  private static final Path FILES = Path.of("src", "main", "resources", "static", "page");
  private static final Path VENDOR = FILES.resolve("vendor");

  /**
   * What may be passed on in a jar under Apache 2.0; the build asks the same of its dependencies.
   */
  private static final Set<String> LICENCES =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC");

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript", "css", "text/css", "html", "text/html", "svg", "image/svg+xml");

  @TestFactory
  Stream<DynamicTest> everyFileIsAnsweredUnderThePagesPolicy() throws IOException {
    return Stream.concat(Stream.of("/"), files(FILES).map(file -> "/page/" + file))
        .map(path -> DynamicTest.dynamicTest(path, () -> assertAnswered(path)));
  }

  private void assertAnswered(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    String policy = header(answer, "Content-Security-Policy");
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe-", "http:", "https:", "*");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
    String ending = path.equals("/") ? "html" : path.substring(path.lastIndexOf('.') + 1);
    if (TYPES.containsKey(ending)) {
      assertThat(header(answer, "Content-Type")).startsWith(TYPES.get(ending));
    }
  }

  /** A browser that has a page keeps it as long as it is the same, and no longer. */
  @Test
  void filesAreAskedForAgainAndNotSentAgain() throws Exception {
    HttpResponse<String> first = get("/page/js/main.js");
    assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
    HttpResponse<String> again =
        send(request("/page/js/main.js").header("If-None-Match", header(first, "ETag")));
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void whatOthersWroteIsWhatTheyPublished() throws Exception {
    Set<String> stated = new TreeSet<>();
    for (JsonNode library : libraries()) {
      String file = library.get("file").asString();
      stated.add(file);
      assertThat(sha256(VENDOR.resolve(file))).as(file).isEqualTo(library.get("sha256").asString());
      assertThat(library.get("license").asString()).as(file).isIn(LICENCES);
      assertThat(library.get("source").asString())
          .as(file)
          .contains(library.get("name").asString(), library.get("version").asString());
      assertThat(VENDOR.resolve(file).resolveSibling("LICENSE")).exists();
    }
    assertThat(files(VENDOR).filter(file -> file.endsWith(".js") || file.endsWith(".css")))
        .containsExactlyInAnyOrderElementsOf(stated);
  }

  private static List<JsonNode> libraries() throws IOException {
    String json = Files.readString(VENDOR.resolve("vendored.json"));
    return JsonMapper.shared().readTree(json).get("libraries").valueStream().toList();
  }

  private static String sha256(Path file) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(hash);
  }

  private static Stream<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new))
          .stream();
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
