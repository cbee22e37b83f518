package io.mixtura.access.key;

import io.mixtura.caller.Caller;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.TenantParameter;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys over HTTP, of all tenants, for who operates the service. */
@RestController
@Needs(Scope.ADMIN)
@RequestMapping(path = KeyController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Keys", description = "Who may call, for which tenant, and what he may do")
class KeyController {
  static final String PATH = "/api/v1/keys";

  private final Keys keys;

  KeyController(Keys keys) {
    this.keys = keys;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "createKey",
      summary = "Make a key",
      description =
          """
          The answer is the only place where it is ever told; of its secret the service keeps a SHA-256.
          With the first key the service begins to ask everybody for one, and from then on it does not
          stop. So the first one must have the scope `admin`, without which nobody could make another.
          """)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = NewKey.class),
              examples =
                  @ExampleObject(
                      "{\"tenant\": \"default\", \"scopes\": [\"read\", \"data\", \"fit\", \"predict\", \"admin\"], \"name\": \"operator\"}")))
  @ApiResponse(
      responseCode = "201",
      description = "The key",
      headers =
          @Header(name = "Location", description = "Its path", schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "400", description = "The body is not JSON")
  @ApiResponse(responseCode = "415", description = "The body is not JSON by its Content-Type")
  @ApiResponse(
      responseCode = "422",
      description =
          "No tenant or scopes, or none that there can be; or the first key is not an admin's")
  ResponseEntity<IssuedKey> create(@RequestBody NewKey wanted) {
    boolean first = Caller.current().filter(Caller.ANYBODY::equals).isPresent();
    Keys.Issued issued = first ? keys.issueFirst(wanted) : keys.issue(wanted);
    return ResponseEntity.created(URI.create(PATH + "/" + issued.key().id()))
        .cacheControl(CacheControl.noStore())
        .body(IssuedKey.of(issued));
  }

  @GetMapping
  @Operation(
      operationId = "listKeys",
      summary = "List the keys, the newest first",
      description = "Those of all tenants, also those that have expired or were revoked.")
  @ApiResponse(responseCode = "200", description = "A page of them")
  @ApiResponse(responseCode = "400", description = "Malformed tenant, page token or size")
  Page<KeyView> list(
      @Parameter(description = "Only keys of this tenant") @RequestParam(required = false)
          @Nullable String tenant,
      @Parameter(description = "nextPageToken of the page before") @RequestParam(required = false)
          @Nullable String pageToken,
      @Parameter(description = "Keys on the page, at most 1000; 50 unless given")
          @RequestParam(required = false)
          @Nullable Integer pageSize) {
    PageRequest page = PageRequest.of(pageToken, pageSize);
    List<ApiKey> found =
        keys.newest(TenantParameter.of(tenant), after(page.after()), page.size() + 1);
    return page.page(found, ApiKey::id).map(KeyView::of);
  }

  private @Nullable ApiKey after(@Nullable String id) {
    return id == null
        ? null
        : keys.find(id)
            .orElseThrow(() ->
                Refusal.of(
                    HttpStatus.BAD_REQUEST,
                    "pageToken",
                    "the page token is of another list; send the nextPageToken of the page before"));
  }

  @GetMapping("/{id}")
  @Operation(operationId = "getKey", summary = "Get a key, without its secret")
  @ApiResponse(responseCode = "200", description = "The key")
  @ApiResponse(responseCode = "404", description = "There is no such key")
  KeyView get(
      @Parameter(description = "The part of the key between mx_ and the next _") @PathVariable
          String id) {
    return keys.find(id).map(KeyView::of).orElseThrow(() -> unknown(id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "revokeKey",
      summary = "Revoke a key",
      description =
          "It is refused from now on, by other replicas within seconds. It stays in the list. There is no way back.")
  @ApiResponse(responseCode = "204", description = "Revoked, now or before")
  @ApiResponse(responseCode = "404", description = "There is no such key")
  void revoke(
      @Parameter(description = "The part of the key between mx_ and the next _") @PathVariable
          String id) {
    if (!keys.revoke(id)) {
      throw unknown(id);
    }
  }

  private static Refusal unknown(String id) {
    return Refusal.notFound(
        "there is no key '%s'; GET %s lists those there are"
            .formatted(Excerpt.ofOneOfMany(id), PATH));
  }
}
