package io.mixtura.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service in a process of its own, on a free port: to be killed, or to have company. */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Pattern READY = Pattern.compile("Mixtura is ready at (http://[^\\s]+)");
  private static final List<String> CLASSES =
      List.of("-cp", System.getProperty("java.class.path"), "io.mixtura.Mixtura");

  private final Process process;
  private final Path log;
  private final String address;

  private ServiceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.address = awaitReady();
  }

  /** Starts the service on the embedded database in a folder. */
  public static ServiceProcess onFolder(Path home, String... arguments) {
    return start(home, CLASSES, with(arguments, "--mixtura.home=" + home));
  }

  /** The same with a heap of its own size, which ends with it, as documented starts have it. */
  public static ServiceProcess withHeap(String heap, Path home, String... arguments) {
    List<String> program =
        Stream.concat(Stream.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError"), CLASSES.stream())
            .toList();
    return start(home, program, with(arguments, "--mixtura.home=" + home));
  }

  /** Starts the packaged service, as users do, on the embedded database in a folder. */
  public static ServiceProcess ofJar(Path jar, Path home, String... arguments) {
    return ofJar(List.of(), jar, home, arguments);
  }

  /** Starts the packaged service under another program, which is to end as it, such as env. */
  public static ServiceProcess ofJar(List<String> under, Path jar, Path home, String... arguments) {
    List<String> packaged = List.of("-jar", jar.toString());
    return start(under, home, packaged, with(arguments, "--mixtura.home=" + home));
  }

  /**
   * Starts the service on a PostgreSQL database that it may share with others, without a shared
   * disk.
   */
  public static ServiceProcess onPostgres(
      HikariDataSource database, Path home, String... arguments) {
    List<String> all =
        with(
            arguments,
            "--mixtura.home=" + home,
            "--mixtura.datasets.store=POSTGRESQL",
            "--spring.datasource.url=" + database.getJdbcUrl(),
            "--spring.datasource.username=" + database.getUsername(),
            "--spring.datasource.password=" + database.getPassword());
    return start(home, CLASSES, all);
  }

  private static List<String> with(String[] arguments, String... settings) {
    return Stream.of(settings, arguments).flatMap(Stream::of).toList();
  }

  private static ServiceProcess start(Path home, List<String> program, List<String> arguments) {
    return start(List.of(), home, program, arguments);
  }

  private static ServiceProcess start(
      List<String> under, Path home, List<String> program, List<String> arguments) {
    try {
      Files.createDirectories(home);
      Path log = Files.createTempFile(home, "service", ".log");
      List<String> command = new ArrayList<>(under);
      command.addAll(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--add-modules=jdk.incubator.vector",
              "-Xmx1g"));
      command.addAll(program);
      command.add("--server.port=0");
      command.addAll(arguments);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new ServiceProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String awaitReady() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      Matcher ready = READY.matcher(log());
      if (ready.find()) {
        return ready.group(1);
      }
      Waiting.pause();
    }
    process.destroyForcibly();
    throw new AssertionError("the service did not start:\n" + log());
  }

  /** Where it listens. */
  public String address() {
    return address;
  }

  /** What it offers. */
  public Api api() {
    return new Api(address);
  }

  /** Everything that it has logged. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, and waits for the end. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the service did not end:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
