package io.mixtura.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.page.Program;
import io.mixtura.page.Requires;
import io.mixtura.page.TypeScript;
import io.mixtura.testing.ServiceProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that openapi-generator makes of the description that the packaged service gives of
 * itself: compiled, and taken from an upload through a fit to probabilities.
 */
@Requires({Program.NODE, Program.PYTHON})
class GeneratedClientsIT {
  private static final long LIMIT_SECONDS = 300;
  private static final Path JOURNEYS =
      Path.of("src", "test", "resources", "clients").toAbsolutePath();
  private static final Path DATA =
      Path.of("src", "main", "resources", "samples", "faithful.csv").toAbsolutePath();

  /** Where the build has put the generator; the environment of Python stays here for the next. */
  private static final Path TOOLS =
      Path.of(Objects.requireNonNull(System.getProperty("clients.folder")));

  @TempDir private static Path folder;
  private static ServiceProcess service;
  private static Path description;

  @BeforeAll
  static void start() throws IOException {
    Path jar = Path.of(Objects.requireNonNull(System.getProperty("mixtura.jar")));
    service = ServiceProcess.ofJar(jar, folder.resolve("home"));
    description =
        Files.writeString(
            folder.resolve("api-docs.json"), service.api().get("/v3/api-docs").response().body());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void python() throws Exception {
    Path client = generated("python");
    Path python = python(JOURNEYS.resolve("requirements.txt"));
    Path journey = Files.copy(JOURNEYS.resolve("journey.py"), client.resolve("journey.py"));
    assertThat(run(client, python, journey, service.address(), DATA)).endsWith("done\n");
  }

  /** With the libraries that clients are generated for. */
  private static Path python(Path requirements) throws Exception {
    Path environment = TOOLS.resolve("python");
    Path installed = environment.resolve("requirements.txt");
    Path python = environment.resolve("bin").resolve("python");
    if (!Files.exists(installed) || Files.mismatch(installed, requirements) >= 0) {
      run(folder, Program.PYTHON.path().orElseThrow(), "-m", "venv", "--clear", environment);
      run(folder, python, "-m", "pip", "install", "--quiet", "--requirement", requirements);
      Files.copy(requirements, installed);
    }
    return python;
  }

  @Test
  void typeScript() throws Exception {
    Path client = generated("typescript-fetch");
    Files.copy(JOURNEYS.resolve("journey.ts"), client.resolve("journey.ts"));
    Path config = Files.copy(JOURNEYS.resolve("tsconfig.json"), client.resolve("tsconfig.json"));
    TypeScript compiler = new TypeScript(Files.createDirectory(folder.resolve("typescript")));
    assertThat(compiler.compile(config)).isEmpty();
    Path journey = client.resolve("compiled").resolve("journey.js");
    Path node = Program.NODE.path().orElseThrow();
    assertThat(run(client, node, journey, service.address(), DATA)).endsWith("done\n");
  }

  @Test
  void java() throws Exception {
    Path client =
        generated(
            "java",
            "--library=native",
            "--additional-properties=useJakartaEe=true,openApiNullable=false");
    Path sources = client.resolve("src").resolve("main").resolve("java");
    Files.copy(JOURNEYS.resolve("Journey.java"), sources.resolve("Journey.java"));
    Path classes = Files.createDirectory(client.resolve("classes"));
    String path = classes + File.pathSeparator + System.getProperty("java.class.path");
    List<Object> compiler =
        new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes, "-cp", path));
    try (Stream<Path> files = Files.walk(sources)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(compiler::add);
    }
    run(client, ofJdk("javac"), compiler.toArray());
    assertThat(run(client, ofJdk("java"), "-cp", path, "Journey", service.address(), DATA))
        .endsWith("done\n");
  }

  private static Path ofJdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program);
  }

  /** Makes a client; the folder in which it is. */
  private static Path generated(String language, String... options) throws Exception {
    Path client = folder.resolve(language);
    List<Object> generator =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-jar",
                TOOLS.resolve("openapi-generator.jar"),
                "generate",
                "--generator-name",
                language,
                "--input-spec",
                description,
                "--output",
                client));
    generator.addAll(List.of(options));
    run(folder, ofJdk("java"), generator.toArray());
    return client;
  }

  /** What a program says, which has to end well. */
  private static String run(Path place, Path program, Object... arguments) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    Process running =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!running.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      running.destroyForcibly();
      throw new AssertionError("%s did not end: %s".formatted(program, Files.readString(said)));
    }
    String all = Files.readString(said);
    assertThat(running.exitValue()).as("%s: %s", program, all).isZero();
    return all;
  }
}
