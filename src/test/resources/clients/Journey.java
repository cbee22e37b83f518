import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.DatasetsApi;
import org.openapitools.client.api.FitsApi;
import org.openapitools.client.api.ResponsibilitiesApi;
import org.openapitools.client.model.*;

/** Upload, fit, probabilities, by the client that openapi-generator has made. Arguments: the service, the data. */
public final class Journey {
  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    DatasetsApi datasets = new DatasetsApi(client);
    FitsApi fits = new FitsApi(client);
    ResponsibilitiesApi points = new ResponsibilitiesApi(client);

    var dataset =
        datasets.uploadCsv(
            Files.readString(Path.of(arguments[1])),
            "by-java", null, null, null, null, null, null, null, null, null, null);
    check(dataset.getRows() == 272 && dataset.getColumns().equals(List.of("eruptions", "waiting")), dataset);
    var small =
        datasets.uploadDataset(
            new UploadDatasetRequest()
                .name("small-by-java")
                .columns(List.of("a", "b"))
                .rows(List.of(decimals(1, 2), decimals(3, 4.5))),
            null, null, null, null, null, null, null);
    check(small.getRows() == 2, small);

    FitRequest request =
        new FitRequest()
            .model("by-java")
            .datasetId(dataset.getId())
            .components(new ComponentChoice(new ComponentRange().min(1).max(3)))
            .covariance(List.of("full", "tied"));
    check(fits.validateFit(request).getRequest().getSeed() == 42, "no seed");
    Fit fit = fits.submitFit(request, null, null, null);
    while (!List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(String.valueOf(fit.getState()))) {
      fit = fits.getFit(String.valueOf(fit.getId()), "wait=10");
    }
    check(String.valueOf(fit.getState()).equals("SUCCEEDED") && fit.getResult().getVersion() == 1, fit);

    var answer =
        points.assignPoints(
            "by-java", "latest",
            new Points().rows(List.of(List.of(3.6, 79.0), List.of(1.8, 54.0))).columns(List.of("eruptions", "waiting")),
            null, null, null, null, null, null, null);
    List<List<Double>> probabilities =
        answer.getRows().stream().map(Assignment::getResponsibilities).toList();
    for (List<Double> row : probabilities) {
      check(Math.abs(row.stream().mapToDouble(Double::doubleValue).sum() - 1) < 1e-12, answer);
    }
    var one = points.assignPoint("by-java", "1", "3.6,79", null, null, null, null);
    check(one.getResponsibilities().equals(probabilities.getFirst()), one);

    try {
      fits.submitFit(new FitRequest().datasetId(dataset.getId()).components(new ComponentChoice(0)), null, null, null);
      check(false, "no refusal");
    } catch (ApiException refused) {
      check(refused.getCode() == 422 && refused.getResponseBody().contains("/components"), refused);
    }
    System.out.println("done");
  }

  private static List<java.math.BigDecimal> decimals(double... values) {
    return Arrays.stream(values).mapToObj(java.math.BigDecimal::valueOf).toList();
  }

  private static void check(boolean holds, Object what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
