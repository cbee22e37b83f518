package io.mixtura.model;

import io.mixtura.model.document.ModelVersion;

/**
 * A stored version.
 *
 * @param etag SHA-256 of its document, in hexadecimal digits
 */
public record VersionKey(String name, int version, String etag) {

  /** Where it is found. */
  public String path() {
    return ModelVersion.path(name, version);
  }
}
