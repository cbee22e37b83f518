package io.mixtura.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The types that the page's modules state in their comments. */
@Requires(Program.NODE)
class ModuleTypesTests {
  private static final Path CONFIG = Path.of("src", "main", "jsconfig.json");

  @TempDir static Path unpacked;
  @TempDir Path folder;

  private static TypeScript typeScript;

  @BeforeAll
  static void unpack() throws IOException {
    typeScript = new TypeScript(unpacked);
  }

  @Test
  void thePagesModulesHaveTheTypesThatTheyState() throws Exception {
    assertThat(typeScript.check(CONFIG)).isEmpty();
  }

  @Test
  void aWrongTypeInACommentIsFound() throws Exception {
    Files.writeString(
        folder.resolve("module.js"),
        """
        /** @param {number} k */
        export function components(k) { return k + 1; }
        components('three');
        """);
    Path config =
        Files.writeString(
            folder.resolve("jsconfig.json"),
            """
            {"extends": "%s", "include": ["module.js"]}
            """
                .formatted(CONFIG.toAbsolutePath().toString().replace('\\', '/')));
    assertThat(typeScript.check(config)).contains("module.js(3,12): error TS2345").contains("exit");
  }
}
