package io.mixtura.dataset.store;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions of what is made here: for nobody but the service's own user. */
public final class OwnerOnly {
  private static final FileAttribute<?>[] NONE = {};

  private OwnerOnly() {}

  static FileAttribute<?>[] file(Path place) {
    return permissions(place, "rw-------");
  }

  public static FileAttribute<?>[] folder(Path place) {
    return permissions(place, "rwx------");
  }

  private static FileAttribute<?>[] permissions(Path place, String permissions) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : NONE;
  }
}
