package io.mixtura.model;

import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The version that an alias is to stand for. */
@Schema(name = "AliasedVersion", description = "The version that an alias is to stand for")
record AliasedVersion(
    @Schema(
            description = "Its number: `latest` could be another one when it arrives",
            example = "1",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable Integer version) {

  int checked() {
    if (version == null) {
      throw Refusal.unprocessable(
          "/version", "version is missing: the number of the version that the alias stands for");
    }
    return version;
  }
}
