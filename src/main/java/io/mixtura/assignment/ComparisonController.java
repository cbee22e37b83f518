package io.mixtura.assignment;

import io.mixtura.assignment.stream.DensityModels;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.dataset.DatasetRows;
import io.mixtura.dataset.DatasetTiles;
import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
import io.mixtura.model.VersionParameter;
import io.mixtura.model.VersionReference;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.body.StreamPlace;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that compares two versions on the rows of a dataset. */
@RestController
@Needs(Scope.PREDICT)
@Tag(name = "Density")
class ComparisonController {
  private final Models models;
  private final DensityRanks ranks;
  private final Datasets datasets;

  ComparisonController(Models models, DensityRanks ranks, Datasets datasets) {
    this.models = models;
    this.ranks = ranks;
    this.datasets = datasets;
  }

  @PostMapping(
      path = Models.PATH + "/versions/{version}/compare",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "compareVersions",
      summary = "Compare a version with another one on a dataset",
      description =
          """
          Which of two versions says more of the rows (log density per row, and how sure the
          difference is), how alike their clusters are (adjusted Rand index), how large each
          component is in both, and how many rows are anomalies to each. New data tell best: those
          that a version was fitted to speak for it. Every row counts once.\
          """)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = ComparisonRequest.class),
              examples =
                  @ExampleObject(
                      "{\"datasetId\": \""
                          + StoredDataset.EXAMPLE
                          + "\", \"with\": \"old-faithful@1\"}")))
  @ApiResponse(responseCode = "200", description = "What both say")
  @ApiResponse(responseCode = "400", description = "The body is no JSON")
  @ApiResponse(responseCode = "404", description = "No such model, version or dataset")
  @ApiResponse(responseCode = "415", description = "The body is not JSON by its Content-Type")
  @ApiResponse(
      responseCode = "422",
      description =
          "A version of other columns, a dataset without one of them, or a model of kmeans, which has no density")
  Comparison compare(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable String version,
      @RequestBody ComparisonRequest wanted,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion one = models.get(name, version);
    VersionReference reference = wanted.other();
    double percentile = wanted.percentile();
    DatasetTiles tiles = datasets.tiles(wanted.checkedDataset());
    ModelVersion other = models.get(reference.name(), reference.selector());
    DensityModels.of(one);
    DensityModels.of(other);
    requireSameColumns(one, other);
    // However short the answer is, all rows are read for it.
    StreamPlace.take(request);
    response.setHeader(HttpHeaders.CONTENT_LOCATION, one.path());
    return compare(
        tiles.dataset().id(),
        rows(one, tiles, percentile),
        rows(other, tiles, percentile),
        percentile);
  }

  private static void requireSameColumns(ModelVersion one, ModelVersion other) {
    if (!Set.copyOf(one.columns()).equals(Set.copyOf(other.columns()))) {
      throw Refusal.unprocessable(
          "/with",
          "densities of other columns cannot be compared: this version has %s, and version %d of model '%s' has %s"
              .formatted(
                  String.join(", ", one.columns()),
                  other.version(),
                  other.name(),
                  String.join(", ", other.columns())));
    }
  }

  private ComparedRows rows(ModelVersion version, DatasetTiles tiles, double percentile) {
    return new ComparedRows(
        version,
        DatasetRows.named(
            tiles,
            version.columns(),
            new ModelTexts(version).known(TextChoice.Unknown.REFUSED_FOR_GOOD),
            "/datasetId"),
        ranks.of(version),
        percentile);
  }

  private static Comparison compare(
      String dataset, ComparedRows one, ComparedRows other, double percentile) throws IOException {
    long[][] counts = new long[one.classes()][other.classes()];
    double sum = 0;
    double squares = 0;
    while (one.next() && other.next()) {
      for (int i = 0; i < one.count(); i++) {
        counts[one.most(i)][other.most(i)]++;
        double difference = one.logDensity(i) - other.logDensity(i);
        sum += difference;
        squares += difference * difference;
      }
    }
    long n = one.seen();
    double mean = sum / n;
    double variance = Math.max(0, squares / n - mean * mean);
    return new Comparison(
        dataset,
        n,
        one.side(),
        other.side(),
        ComparedRows.finite(mean),
        ComparedRows.finite(Math.sqrt(variance / Math.max(1, n - 1))),
        AdjustedRandIndex.of(counts),
        Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList(),
        percentile);
  }
}
