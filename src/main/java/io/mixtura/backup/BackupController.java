package io.mixtura.backup;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that has everything copied. */
@RestController
@Needs(Scope.ADMIN)
@Tag(name = "Backup", description = "Copies of all that is stored")
class BackupController {
  private final MakeBackup backups;

  BackupController(MakeBackup backups) {
    this.backups = backups;
  }

  @PostMapping("/api/v1/backup")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeBackup",
      summary = "Copy all that is stored, while the service runs",
      description =
          """
          Makes a folder of its own under `backups` in the service's home, with the database as it
          is at one moment and the files of all datasets. A service started on it goes on from
          there. Copy it to another machine, and delete those that are old: nobody else does. With
          PostgreSQL use `pg_dump`.\
          """)
  @ApiResponse(responseCode = "201", description = "The backup is complete")
  @ApiResponse(
      responseCode = "409",
      description = "Another one is being made, or the database is PostgreSQL: see the detail")
  Backup make() throws IOException {
    return backups.make();
  }
}
