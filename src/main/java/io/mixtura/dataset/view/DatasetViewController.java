package io.mixtura.dataset.view;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.RowWriter;
import io.mixtura.assignment.stream.Exchange;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.dataset.DatasetTiles;
import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.web.PageRequest;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints by which one looks at datasets: what stands in them, and what it looks like. */
@RestController
@Needs(Scope.READ)
@RequestMapping("/api/v1/datasets/{id}")
@Tag(name = "Datasets")
class DatasetViewController {
  private static final int MOST_ROWS = 1_000_000;
  private static final String CSV_ROWS =
      """
      eruptions,waiting
      3.6,79.0
      1.8,54.0
      """;
  private static final String SAMPLE =
      """
      {"datasetId": "db69685cc9b8e9f0940ead36d6365687", "totalRows": 272, "seed": 42,
       "columns": ["eruptions", "waiting"], "indices": [0, 1], "rows": [[3.6, 79.0], [1.8, 54.0]]}\
      """;

  private final Datasets datasets;
  private final SummarizeDataset summarizing;

  DatasetViewController(Datasets datasets, SummarizeDataset summarizing) {
    this.datasets = datasets;
    this.summarizing = summarizing;
  }

  @GetMapping(
      path = "/rows",
      produces = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON, Intake.CSV, Intake.NPY})
  @Operation(
      operationId = "listDatasetRows",
      summary = "Page through the rows of a dataset, or take all of them out",
      description =
          """
          As JSON a page of them; as CSV or npy, if the header `Accept` says so, the whole dataset,
          streamed. Uploaded again with `missing=keep`, and CSV with `header=true`, it is the same
          dataset with the same id. In CSV a value that is missing is NA. An array of npy has the columns as
          fields, so that their names come along, unless these are x0, x1, … as an upload without names gives them;
          `numpy.lib.recfunctions.structured_to_unstructured` makes a plain one of it.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "Rows, in the order of the upload",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = RowsPage.class)),
        @Content(
            mediaType = Intake.CSV,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(CSV_ROWS)),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(
      responseCode = "400",
      description = "Malformed page token or size, or one with CSV or npy, which have all rows")
  @ApiResponse(responseCode = "404", description = "There is no such dataset")
  @ApiResponse(responseCode = "406", description = "What is accepted is none of the formats")
  @Nullable ResponseEntity<RowsPage> rows(
      @Parameter(example = StoredDataset.EXAMPLE) @PathVariable String id,
      @Parameter(description = "JSON: nextPageToken of the page before")
          @RequestParam(required = false)
          @Nullable String pageToken,
      @Parameter(description = "JSON: rows on the page, at most 1000; 50 unless given")
          @RequestParam(required = false)
          @Nullable Integer pageSize,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    AnswerFormat format = accepted(headers);
    DatasetTiles tiles = datasets.tiles(id);
    if (format == AnswerFormat.JSON) {
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .body(ReadRows.page(tiles, PageRequest.of(pageToken, pageSize)));
    }
    refusePages("pageToken", pageToken);
    refusePages("pageSize", pageSize);
    WholeDataset whole = new WholeDataset(tiles);
    RowWriter writer = whole.writer(format);
    new Exchange(request, response)
        .send(format, writer.length(), out -> whole.writeTo(out, writer));
    return null;
  }

  private static void refusePages(String parameter, @Nullable Object value) {
    if (value != null) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          parameter,
          parameter + " is for JSON; leave it out with CSV and npy, which have all rows");
    }
  }

  private static AnswerFormat accepted(HttpHeaders headers) {
    return AnswerFormat.best(List.of(AnswerFormat.values()), headers.getAccept());
  }

  @GetMapping(
      path = "/sample",
      produces = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON, Intake.CSV, Intake.NPY})
  @Operation(
      operationId = "sampleDataset",
      summary = "Draw some rows of a dataset, to plot them",
      description =
          """
          So many rows, drawn at random without any twice, in the order of the dataset, each with its number from 0;
          all of them if there are no more. The same seed draws the same rows. CSV and npy have the number of the row
          in one more column, the last; what is missing is null in JSON, NA in CSV, NaN in npy.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The rows",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = SampledRows.class),
            examples = @ExampleObject(SAMPLE)),
        @Content(mediaType = Intake.CSV, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(responseCode = "400", description = "rows or seed is none")
  @ApiResponse(responseCode = "404", description = "There is no such dataset")
  @ApiResponse(responseCode = "406", description = "What is accepted is none of the formats")
  void sample(
      @Parameter(example = StoredDataset.EXAMPLE) @PathVariable String id,
      @Parameter(description = "Rows at most, from 1 to 1000000")
          @RequestParam(defaultValue = "50000")
          int rows,
      @Parameter(description = "The same seed draws the same rows")
          @RequestParam(defaultValue = "42")
          long seed,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (rows < 1 || rows > MOST_ROWS) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "rows",
          "rows must be from 1 to %d, but was %d; GET …/rows as CSV or npy has all of them"
              .formatted(MOST_ROWS, rows));
    }
    AnswerFormat format = accepted(headers);
    RowSample sample = RowSample.of(datasets.tiles(id), rows, seed);
    RowWriter writer = sample.writer(format);
    new Exchange(request, response)
        .send(format, writer.length(), out -> sample.writeTo(out, writer));
  }

  @GetMapping(path = "/summary", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "summarizeDataset",
      summary = "Moments, range, gaps, quantiles and a histogram of each column",
      description =
          """
          Everything is exact, but for the quantiles of large datasets: those of more than 16 million
          numbers, or 4 million rows, come from a sample, and `quantileError` says how far off they may be.
          With `weightColumn` a row of weight 2 counts as two in quantiles and histograms.\
          """)
  @ApiResponse(responseCode = "200", description = "One entry per column")
  @ApiResponse(responseCode = "404", description = "There is no such dataset")
  @ApiResponse(
      responseCode = "422",
      description = "There is no such column, or it cannot hold sample weights")
  DatasetSummary summary(
      @Parameter(example = StoredDataset.EXAMPLE) @PathVariable String id,
      @Parameter(description = "The column by whose values rows count")
          @RequestParam(required = false)
          @Nullable String weightColumn) {
    return summarizing.of(id, weightColumn);
  }
}
