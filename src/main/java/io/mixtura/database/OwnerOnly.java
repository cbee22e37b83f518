package io.mixtura.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions of what is made here: for nobody but the service's own user. */
public final class OwnerOnly {
  private static final FileAttribute<?>[] NONE = {};
  private static final String FILE = "rw-------";

  private OwnerOnly() {}

  public static FileAttribute<?>[] file(Path place) {
    return permissions(place, FILE);
  }

  public static FileAttribute<?>[] folder(Path place) {
    return permissions(place, "rwx------");
  }

  /**
   * Sees to it that nobody else reads a file that another library makes; it takes an empty one for
   * a new one.
   */
  static void hide(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file, file(file));
    } else if (isPosix(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
    }
  }

  private static boolean isPosix(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] permissions(Path place, String permissions) {
    return isPosix(place)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : NONE;
  }
}
