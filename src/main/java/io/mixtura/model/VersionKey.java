package io.mixtura.model;

/**
 * A stored version.
 *
 * @param etag SHA-256 of its document, in hexadecimal digits
 */
public record VersionKey(String name, int version, String etag) {}
