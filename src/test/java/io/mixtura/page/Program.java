package io.mixtura.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A program that is not Java's and that tests need on this machine. */
public enum Program {
  CHROMIUM(
      "Chromium or Chrome",
      "journeys.browser",
      List.of(
          "chromium",
          "chromium-browser",
          "google-chrome",
          "google-chrome-stable",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
      browser -> true),
  NODE("Node.js from 20 on", "journeys.node", List.of("node"), Program::isRecentNode),
  PYTHON("Python 3", "journeys.python", List.of("python3"), python -> true);

  /** What Playwright's driver asks for. */
  private static final int OLDEST_NODE = 20;

  private final String inWords;
  private final String property;
  private final Optional<Path> path;

  Program(String inWords, String property, List<String> names, Predicate<Path> willDo) {
    this.inWords = inWords;
    this.property = property;
    this.path =
        Stream.concat(Stream.ofNullable(System.getProperty(property)), names.stream())
            .flatMap(Program::onPath)
            .filter(willDo)
            .findFirst();
  }

  /** Where it is, if it is there. */
  public Optional<Path> path() {
    return path;
  }

  /** What it is called, and how to say where it is. */
  String inWords() {
    return "%s (or -D%s=PATH)".formatted(inWords, property);
  }

  private static Stream<Path> onPath(String name) {
    Stream<String> folders = Stream.of(System.getenv("PATH").split(File.pathSeparator));
    return folders.map(folder -> Path.of(folder).resolve(name)).filter(Files::isExecutable);
  }

  private static boolean isRecentNode(Path node) {
    try {
      Process asked = new ProcessBuilder(node.toString(), "--version").start();
      if (!asked.waitFor(20, TimeUnit.SECONDS)) {
        asked.destroyForcibly();
        return false;
      }
      String version = new String(asked.getInputStream().readAllBytes()).strip(); // v20.20.2
      return Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST_NODE;
    } catch (IOException | RuntimeException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
