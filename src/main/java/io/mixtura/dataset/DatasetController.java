package io.mixtura.dataset;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.dataset.rows.ColumnNames;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.body.Expansion;
import io.mixtura.web.body.Limits;
import io.mixtura.web.idempotency.IdempotencyKeys;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints of datasets. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(
    name = "Datasets",
    description = "Named columns of numbers and categories, uploaded once and never changed")
class DatasetController {
  static final String PATH = "/api/v1/datasets";

  private final Datasets datasets;
  private final Limits limits;

  DatasetController(Datasets datasets, Limits limits) {
    this.datasets = datasets;
    this.limits = limits;
  }

  @Needs(Scope.DATA)
  @PostMapping(
      path = {
        PATH,
        PATH + UploadFormat.CSV_ONLY,
        PATH + UploadFormat.NDJSON_ONLY,
        PATH + UploadFormat.NPY_ONLY,
        PATH + UploadFormat.NPZ_ONLY,
        PATH + UploadFormat.PARQUET_ONLY
      },
      consumes = {
        Intake.CSV,
        Intake.OTHER_CSV,
        MediaType.APPLICATION_JSON_VALUE,
        Intake.NDJSON,
        Intake.JSON_LINES,
        Intake.NPY,
        Intake.NPZ,
        Intake.PARQUET,
        Intake.OTHER_PARQUET
      })
  @Operation(
      operationId = "uploadDataset",
      summary = "Upload a dataset",
      description =
          """
          The body is CSV, or JSON `{"name":…?,"columns":[…],"rows":[[…],…]}`, best with the columns
          before the rows (else no longer than `mixtura.limits.request`), also as pandas splits it
          (`columns`, `index`, `data`) or as records `[{"a":1,"b":2},…]`, or NDJSON, an array or an object
          per line (the keys of the first 32 name the columns), or an array of numbers as
          `numpy.save` writes it, or one alone as `numpy.savez` does, whose columns are named x0, x1, … unless it has fields, or Parquet; it is
          streamed into the store. The header `Content-Type` says which; each but JSON has a path
          that takes it alone, for generated clients, and is described there. How a CSV is written is found from its first lines, and the
          answer says what was understood; a first column without a name, in which R and pandas name the rows, is left out. A column that holds text is stored as categories: its levels in
          their order, and for each cell a code, from 0; `categories` says of a column that it is text whatever it looks like, and no more than
          `mixtura.limits.levels` of them make a column. Every other cell must be a number between -1e100 and 1e100,
          whole numbers without a point no longer than a float64 can keep, true or false (1 and 0); with `missing=keep` it may also be empty or one of the
          words NA, NaN, null, none, n/a, nil, \\N, ?, - and . in CSV, or what a spreadsheet shows in its place (#N/A, #NV, #DIV/0!, …),
          null in JSON, and NaN in npy. Up to 20 errors are reported at once, in the text with rows counted from 1, in the pointers from 0, as in
          `/rows/16/1`, also for CSV.

          Datasets are named by their content: the same columns and numbers have the same id
          everywhere, and uploading them again answers with the dataset that exists.
          """)
  @ApiResponse(
      responseCode = "201",
      description = "A new dataset",
      headers = {
        @Header(name = "Location", description = "Its path", schema = @Schema(type = "string")),
        @Header(
            name = "ETag",
            description = "SHA-256 of its content, and a mark of its name",
            schema = @Schema(type = "string"))
      })
  @ApiResponse(
      responseCode = "200",
      description =
          "A dataset with this content exists already; it keeps its name, and `note` says so")
  @ApiResponse(responseCode = "400", description = "Malformed CSV, JSON, npy or query parameter")
  @ApiResponse(
      responseCode = "409",
      description = "The dataset that this Idempotency-Key created has been deleted")
  @ApiResponse(responseCode = "413", description = "The body is over the limit")
  @ApiResponse(responseCode = "415", description = "The body is neither CSV, JSON nor npy")
  @ApiResponse(
      responseCode = "422",
      description =
          "A cell, row or column cannot be used; too many numbers or columns; or the"
              + " Idempotency-Key was used for another request")
  @ApiResponse(
      responseCode = "507",
      description =
          "The disk is full, but for a reserve of 200 MB (or 1% of it) that the database needs")
  ResponseEntity<UploadAnswer> upload(
      @Parameter(hidden = true) @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType type,
      @Parameter(
              description = "A name for it; `dataset-` and the start of its id unless given",
              example = "old-faithful")
          @RequestParam(required = false)
          @Nullable String name,
      @Parameter(
              description =
                  "CSV: whether the first line names the columns. Detected unless given; without a"
                      + " header the columns are named x0, x1, …",
              schema = @Schema(allowableValues = {"true", "false", "auto"}))
          @RequestParam(required = false)
          @Nullable String header,
      @Parameter(
              description =
                  "CSV: what separates the cells, one character, `tab` or `space` (any number of"
                      + " blanks and tabs); found from the first lines unless given")
          @RequestParam(required = false)
          @Nullable String delimiter,
      @Parameter(
              description = "CSV: what stands before the fraction of a number",
              schema = @Schema(allowableValues = {".", ","}))
          @RequestParam(required = false)
          @Nullable String decimal,
      @Parameter(
              description =
                  "CSV: the character that lines begin with that are no rows. Unless given, lines"
                      + " that begin with # are left out before the first row, but for the names"
                      + " that numpy.savetxt writes so")
          @RequestParam(required = false)
          @Nullable String comment,
      @Parameter(
              description =
                  "The columns to store, in this order, separated by commas: names, or positions"
                      + " from 0 where there is no header. All unless given; others are ignored")
          @RequestParam(required = false)
          @Nullable String columns,
      @Parameter(
              description =
                  "The columns to leave out, written as `columns` is; one without a name by its"
                      + " position, or all such by an empty value")
          @RequestParam(required = false)
          @Nullable String exclude,
      @Parameter(
              description =
                  "CSV and JSON: what becomes of columns that hold text in the first 32 rows, and no number nor date:"
                      + " `keep` stores their levels as categories, `drop` leaves them out, and in CSV also a first column without a name"
                      + " that numbers the rows",
              schema =
                  @Schema(
                      allowableValues = {"keep", "drop", "refuse"},
                      defaultValue = "keep"))
          @RequestParam(required = false)
          @Nullable String text,
      @Parameter(
              description =
                  "CSV and JSON: columns whose cells are text in any case, even where they look like numbers, as codes and postcodes do;"
                      + " written as `columns` is")
          @RequestParam(required = false)
          @Nullable String categories,
      @Parameter(
              description =
                  "What becomes of cells without a value: `keep` stores them as missing, for a fit"
                      + " with `\"missing\": \"em\"`",
              schema =
                  @Schema(
                      allowableValues = {"refuse", "keep"},
                      defaultValue = "refuse"))
          @RequestParam(required = false)
          @Nullable String missing,
      @Parameter(
              description =
                  "A request that is repeated with the same key within 30 days is answered with the"
                      + " same dataset")
          @RequestHeader(name = IdempotencyKeys.HEADER, required = false)
          @Nullable String idempotencyKey,
      HttpServletRequest request)
      throws IOException {
    UploadFormat.refuseOthers(request.getRequestURI(), type);
    RowFormat format = RowFormat.of(type);
    refuseUnlessCsv(format, "header", header);
    refuseUnlessCsv(format, "delimiter", delimiter);
    refuseUnlessCsv(format, "decimal", decimal);
    refuseUnlessCsv(format, "comment", comment);
    refuseUnlessText(format.isText(), format, "text", text);
    refuseUnlessText(format.hasCategories(), format, "categories", categories);
    IntakeOptions options =
        IntakeOptions.all(limits.dimensions())
            .holding(limits.request().toBytes())
            .withHeader(header)
            .withDelimiter(delimiter)
            .withDecimal(decimal)
            .withComment(comment)
            .withColumns(columns)
            .withExclude(exclude)
            .withCategories(limits.levels(), limits.levelLength())
            .withText(text)
            .withCategories(categories)
            .withMissing(missing);
    String checkedName =
        name == null ? null : ColumnNames.checked("name", "the dataset", name.strip());
    UploadedBody body = UploadedBody.of(request, idempotencyKey);
    try (RowReader rows = Intake.open(body.stream(), type, options, Expansion.of(request))) {
      DatasetCreation creation = datasets.store(checkedName, rows, body.key());
      String given = checkedName != null ? checkedName : rows.name().orElse(null);
      return answer(creation, UploadAnswer.of(creation.dataset(), given, rows.understood()));
    }
  }

  private static void refuseUnlessCsv(RowFormat format, String parameter, @Nullable String value) {
    if (value != null && format != RowFormat.CSV) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          parameter,
          parameter + " is for CSV; leave it out with " + format.word());
    }
  }

  private static void refuseUnlessText(
      boolean isPossible, RowFormat format, String parameter, @Nullable String value) {
    if (value != null && !isPossible) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          parameter,
          "%s is for CSV and JSON; leave it out with %s, where all are numbers"
              .formatted(parameter, format.word()));
    }
  }

  private static ResponseEntity<UploadAnswer> answer(
      DatasetCreation creation, UploadAnswer answer) {
    StoredDataset dataset = creation.dataset();
    URI location = URI.create(PATH + "/" + dataset.id());
    return (creation.created() ? ResponseEntity.created(location) : ResponseEntity.ok())
        .location(location)
        .eTag(dataset.etag())
        .body(answer);
  }

  @Needs(Scope.READ)
  @GetMapping(PATH)
  @Operation(operationId = "listDatasets", summary = "List the datasets, the newest first")
  @ApiResponse(responseCode = "200", description = "A page of them")
  @ApiResponse(responseCode = "400", description = "Malformed page token or size")
  Page<StoredDataset> list(
      @Parameter(description = "Only datasets whose names hold this text")
          @RequestParam(defaultValue = "")
          String name,
      @Parameter(description = "nextPageToken of the page before") @RequestParam(required = false)
          @Nullable String pageToken,
      @Parameter(description = "Datasets on the page, at most 1000; 50 unless given")
          @RequestParam(required = false)
          @Nullable Integer pageSize) {
    return datasets.list(name, PageRequest.of(pageToken, pageSize));
  }

  @Needs(Scope.READ)
  @GetMapping(PATH + "/{id}")
  @Operation(operationId = "getDataset", summary = "Get a dataset")
  @ApiResponse(
      responseCode = "200",
      description = "The dataset",
      headers =
          @Header(
              name = "ETag",
              description = "SHA-256 of its content, and a mark of its name",
              schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "304",
      description = "If-None-Match names its ETag",
      content = @Content)
  @ApiResponse(responseCode = "404", description = "There is no such dataset")
  ResponseEntity<StoredDataset> get(
      @Parameter(example = StoredDataset.EXAMPLE) @PathVariable String id) {
    StoredDataset dataset = datasets.get(id);
    return ResponseEntity.ok().eTag(dataset.etag()).body(dataset);
  }

  @Needs(Scope.DATA)
  @PatchMapping(path = PATH + "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "renameDataset",
      summary = "Rename a dataset",
      description = "Its name is all of it that can change; its id, made of its content, stays.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = DatasetName.class),
              examples = @ExampleObject("{\"name\": \"old-faithful\"}")))
  @ApiResponse(
      responseCode = "200",
      description = "The dataset under its name, which may have been its name before",
      headers =
          @Header(
              name = "ETag",
              description = "SHA-256 of its content, and a mark of its name",
              schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "400", description = "The body is not JSON")
  @ApiResponse(responseCode = "404", description = "There is no such dataset")
  @ApiResponse(responseCode = "415", description = "The body is not JSON by its Content-Type")
  @ApiResponse(responseCode = "422", description = "No name, or one that cannot be used")
  ResponseEntity<StoredDataset> rename(
      @Parameter(example = StoredDataset.EXAMPLE) @PathVariable String id,
      @RequestBody DatasetName wanted) {
    StoredDataset dataset = datasets.rename(id, wanted.checked());
    return ResponseEntity.ok().eTag(dataset.etag()).body(dataset);
  }

  @Needs(Scope.DATA)
  @DeleteMapping(PATH + "/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteDataset",
      summary = "Delete a dataset",
      description = "Models that were fitted to it stay; they keep its id and checksum.")
  @ApiResponse(responseCode = "204", description = "It is gone")
  @ApiResponse(responseCode = "404", description = "There is no such dataset")
  @ApiResponse(responseCode = "409", description = "A fit that waits or runs needs it")
  void delete(
      @Parameter(description = "Id of the dataset, as its upload gave it") @PathVariable
          String id) {
    datasets.delete(id);
  }
}
