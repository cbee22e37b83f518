"""Upload, fit, probabilities, by the client that openapi-generator has made. Arguments: the service, the data."""

import sys

import openapi_client as mixtura
from openapi_client.exceptions import ApiException

service, file = sys.argv[1:]
with mixtura.ApiClient(mixtura.Configuration(host=service)) as client:
    datasets = mixtura.DatasetsApi(client)
    fits = mixtura.FitsApi(client)
    points = mixtura.ResponsibilitiesApi(client)

    dataset = datasets.upload_csv(open(file, encoding="utf-8").read(), name="by-python")
    assert dataset.rows == 272 and dataset.columns == ["eruptions", "waiting"], dataset
    small = datasets.upload_dataset(
        mixtura.UploadDatasetRequest(name="small-by-python", columns=["a", "b"], rows=[[1, 2], [3, 4.5]])
    )
    assert small.rows == 2, small

    request = mixtura.FitRequest(
        model="by-python",
        datasetId=dataset.id,
        components=mixtura.ComponentChoice(mixtura.ComponentRange(min=1, max=3)),
        covariance=["full", "tied"],
    )
    assert fits.validate_fit(request).request.seed == 42
    fit = fits.submit_fit(request)
    identity = str(fit.id)
    while fit.state not in ("SUCCEEDED", "FAILED", "CANCELLED"):
        fit = fits.get_fit(identity, prefer="wait=10")
    assert fit.state == "SUCCEEDED" and fit.result.version == 1, fit

    answer = points.assign_points(
        "by-python", "latest", mixtura.Points(rows=[[3.6, 79], [1.8, 54]], columns=["eruptions", "waiting"])
    )
    probabilities = [row.responsibilities for row in answer.rows]
    assert len(probabilities) == 2 and all(abs(sum(row) - 1) < 1e-12 for row in probabilities), answer
    one = points.assign_point("by-python", "1", x="3.6,79")
    assert one.responsibilities == probabilities[0], one

    try:
        fits.submit_fit(mixtura.FitRequest(datasetId=dataset.id, components=mixtura.ComponentChoice(0)))
        raise AssertionError("no refusal")
    except ApiException as refused:
        assert refused.status == 422 and "/components" in refused.body, refused
print("done")
