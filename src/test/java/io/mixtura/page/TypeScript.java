package io.mixtura.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** TypeScript's compiler, out of the jar of its npm package: it reads types from comments, too. */
public final class TypeScript {
  private static final long LIMIT_SECONDS = 120;

  /** Where the npm package's own files stand in the jar. */
  private static final String PACKAGE = "META-INF/resources/_static/typescript/";

  /**
   * What nobody asks for over HTTP is packed once more: the types of JavaScript and of browsers.
   */
  private static final String TYPES = "META-INF/.more.tgz";

  private final Path folder;

  /** Unpacks it into a folder. */
  public TypeScript(Path folder) throws IOException {
    this.folder = folder;
    URL types = TypeScript.class.getClassLoader().getResource(TYPES);
    try (JarFile jar = ((JarURLConnection) types.openConnection()).getJarFile()) {
      for (JarEntry entry : jar.stream().filter(TypeScript::isCompiler).toList()) {
        write(entry.getName(), jar.getInputStream(entry));
      }
      unpackTypes(jar.getInputStream(jar.getEntry(TYPES)));
    }
  }

  private static boolean isCompiler(JarEntry entry) {
    return entry.getName().startsWith(PACKAGE) && entry.getName().endsWith("tsc.js");
  }

  private void unpackTypes(InputStream packed) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(packed))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        if (entry.getName().endsWith(".d.ts")) {
          write(entry.getName(), tar);
        }
      }
    }
  }

  private void write(String name, InputStream content) throws IOException {
    Files.write(folder.resolve(Path.of(name).getFileName()), content.readAllBytes());
  }

  /** Checks what a {@code jsconfig.json} names; what it says, which is nothing if all is well. */
  String check(Path config) throws Exception {
    return compile(config, "--noEmit");
  }

  /** Compiles what a {@code tsconfig.json} names; what it says, which is nothing if all is well. */
  public String compile(Path config, String... options) throws Exception {
    Path said = folder.resolve("said");
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.NODE.path().orElseThrow().toString(),
                folder.resolve("tsc.js").toString(),
                "--project",
                config.toString()));
    command.addAll(List.of(options));
    Process compiler =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!compiler.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      compiler.destroyForcibly();
      throw new AssertionError("no end after " + LIMIT_SECONDS + " s");
    }
    String all = Files.readString(said, StandardCharsets.UTF_8);
    return compiler.exitValue() == 0 ? all : all + "exit " + compiler.exitValue();
  }
}
