package io.mixtura.backup;

import java.nio.file.Path;

/**
 * The folder in which each backup gets one of its own.
 *
 * @param path absolute, in the service's home
 */
public record BackupFolder(Path path) {}
