"""The peer: what one writes today to serve a fitted mixture with FastAPI and scikit-learn.

It answers what Mixtura answers, in the same shapes: of each point the responsibilities, the most
probable component and the logarithm of the density. The model is the document of a Mixtura
version (GET /api/v1/models/{name}/versions/{v}) in the file that MODEL names, so that both serve
the same parameters.

    MODEL=model.json uvicorn app:app --port 8090
"""

import csv
import io
import json
import os

import numpy as np
from fastapi import FastAPI, Request, Response
from pydantic import BaseModel
from pydantic_core import to_json
from sklearn.mixture import GaussianMixture
from sklearn.mixture._gaussian_mixture import _compute_precision_cholesky


def load(path: str) -> GaussianMixture:
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    mixture = GaussianMixture(n_components=len(document["weights"]), covariance_type="full")
    mixture.weights_ = np.array(document["weights"])
    mixture.means_ = np.array(document["means"])
    mixture.covariances_ = np.array(document["covariances"])
    mixture.precisions_cholesky_ = _compute_precision_cholesky(mixture.covariances_, "full")
    return mixture


class Points(BaseModel):
    rows: list[list[float]]


class Assignment(BaseModel):
    responsibilities: list[float]
    mostProbable: int
    logDensity: float


app = FastAPI()
mixture = load(os.environ["MODEL"])


def assign(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    responsibilities = mixture.predict_proba(x)
    return responsibilities, responsibilities.argmax(axis=1), mixture.score_samples(x)


@app.get("/responsibilities")
def one(x: str) -> Assignment:
    responsibilities, most_probable, density = assign(np.array([x.split(",")], dtype=float))
    return Assignment(
        responsibilities=responsibilities[0].tolist(),
        mostProbable=int(most_probable[0]),
        logDensity=float(density[0]),
    )


# Dictionaries and pydantic's writer: validated models, and json.dumps, take more than twice as long.
@app.post("/responsibilities/json")
def many_as_json(points: Points) -> Response:
    responsibilities, most_probable, density = assign(np.array(points.rows))
    rows = [
        {"responsibilities": r, "mostProbable": m, "logDensity": d}
        for r, m, d in zip(responsibilities.tolist(), most_probable.tolist(), density.tolist())
    ]
    return Response(
        to_json({"components": mixture.n_components, "rows": rows}), media_type="application/json"
    )


@app.post("/responsibilities/csv")
async def many_as_csv(request: Request) -> Response:
    body = await request.body()
    x = np.loadtxt(io.BytesIO(body), delimiter=",", skiprows=1, ndmin=2)
    responsibilities, most_probable, density = assign(x)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"component{k}" for k in range(mixture.n_components)] + ["mostProbable", "logDensity"])
    writer.writerows(
        [*r, m, d] for r, m, d in zip(responsibilities.tolist(), most_probable.tolist(), density.tolist())
    )
    return Response(out.getvalue(), media_type="text/csv")


@app.post("/responsibilities/npy")
async def many_as_npy(request: Request) -> Response:
    x = np.load(io.BytesIO(await request.body()), allow_pickle=False)
    out = io.BytesIO()
    np.save(out, mixture.predict_proba(x))
    return Response(out.getvalue(), media_type="application/x-npy")
