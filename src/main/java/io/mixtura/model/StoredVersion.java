package io.mixtura.model;

import io.mixtura.model.document.ModelDocument;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The answer to a request that has stored a version of a model. */
public final class StoredVersion {
  private StoredVersion() {}

  /** The answer, as it is documented. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "201",
      description = "Stored, now or by the same request before",
      headers = {
        @Header(name = "Location", description = "Its path", schema = @Schema(type = "string")),
        @Header(
            name = "ETag",
            description = "SHA-256 of its document",
            schema = @Schema(type = "string"))
      },
      content = @Content(schema = @Schema(implementation = ModelDocument.class)))
  public @interface Answered {}

  public static ResponseEntity<byte[]> answer(VersionKey key, Models models) {
    return ResponseEntity.created(URI.create(key.path()))
        .eTag(key.etag())
        .contentType(MediaType.APPLICATION_JSON)
        .body(models.document(key).getBytes(StandardCharsets.UTF_8));
  }
}
