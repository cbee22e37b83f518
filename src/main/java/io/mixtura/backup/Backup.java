package io.mixtura.backup;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A copy of all that is stored, on which a service can start. */
@Schema(description = "A copy of all that is stored, of one moment")
record Backup(
    @Schema(
            description =
                "Where it is on the service's machine; a service started with it as its `mixtura.home` goes on from there",
            example = "/var/lib/mixtura/backups/20261128T120000.000Z")
        String folder,
    @Schema(description = "When it was begun") Instant createdAt,
    @Schema(description = "Size of the copy of the database", example = "1048576")
        long databaseBytes,
    @Schema(
            description =
                "Size of the files of the datasets; where the disk can link them they take no room of their own until the datasets are deleted",
            example = "4194304")
        long datasetBytes,
    @Schema(description = "How many files of datasets it has", example = "3") int datasets) {}
