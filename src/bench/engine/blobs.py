"""Data and the start that all peers share: Gaussian blobs of a stated seed."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

SEED = 20261123
ROWS_AT_A_TIME = 1_000_000
SAMPLE = 500


@dataclass(frozen=True)
class Shape:
    """n points in d dimensions, drawn from k components."""

    n: int
    d: int
    k: int
    separated: bool = False


@dataclass(frozen=True)
class Start:
    """Parameters to start from; every component has the covariance that the structure allows."""

    weights: np.ndarray
    means: np.ndarray
    covariances: np.ndarray

    def write(self, file: Path) -> None:
        with file.open("wb") as out:
            for part in (self.weights, self.means, self.covariances):
                np.ascontiguousarray(part, dtype="<f8").tofile(out)

    @staticmethod
    def read(file: Path, k: int, d: int) -> "Start":
        numbers = np.fromfile(file, dtype="<f8")
        weights, means, covariances = np.split(numbers, [k, k + k * d])
        return Start(weights, means.reshape(k, d), covariances.reshape(k, d, d))


def _components(shape: Shape, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Means, and factors A of the covariances A Aᵀ.

    Overlapping: centres 3 N(0, 1), random covariances. Their mean variance grows with d as the squared distances of
    the centres do, and what is random in them falls, so that neighbours overlap in any number of dimensions: else
    there would be nothing for EM to find out, and nearly everything for an engine to skip.
    Separated: centres 10 N(0, 1), unit covariances.
    """
    d, k = shape.d, shape.k
    if shape.separated:
        return 10 * random.standard_normal((k, d)), np.broadcast_to(np.eye(d), (k, d, d))
    means = 3 * random.standard_normal((k, d))
    factors = random.standard_normal((k, d, d))
    share = min(1 / 2, np.sqrt(8 / d))
    covariances = share * factors @ factors.transpose(0, 2, 1) + (1 - share) * d * np.eye(d)
    return means, np.linalg.cholesky(covariances)


def share_that_matters(shape: Shape) -> float:
    """The share of responsibilities above 1e-18 under the true parameters, on a sample of points."""
    random = np.random.default_rng(SEED)
    means, factors = _components(shape, random)
    labels = random.integers(shape.k, size=SAMPLE)
    points = means[labels] + np.einsum("nij,nj->ni", factors[labels], random.standard_normal((SAMPLE, shape.d)))
    log_densities = np.empty((SAMPLE, shape.k))
    for c in range(shape.k):
        whitened = np.linalg.solve(factors[c], (points - means[c]).T)
        log_densities[:, c] = -(whitened**2).sum(axis=0) / 2 - np.log(np.diag(factors[c])).sum()
    return float((log_densities - log_densities.max(axis=1, keepdims=True) > np.log(1e-18)).mean())


def write_points(shape: Shape, file: Path) -> None:
    random = np.random.default_rng(SEED)
    means, factors = _components(shape, random)
    with file.open("wb") as out:
        for first in range(0, shape.n, ROWS_AT_A_TIME):
            labels = random.integers(shape.k, size=min(ROWS_AT_A_TIME, shape.n - first))
            points = random.standard_normal((len(labels), shape.d))
            for c in range(shape.k):
                mine = labels == c
                points[mine] = means[c] + points[mine] @ factors[c].T
            points.astype("<f8", copy=False).tofile(out)


def truth(shape: Shape) -> Start:
    """The parameters that the points were drawn from."""
    means, factors = _components(shape, np.random.default_rng(SEED))
    covariances = factors @ factors.transpose(0, 2, 1)
    return Start(np.full(shape.k, 1 / shape.k), means, covariances)


def displaced(shape: Shape, structure: str) -> Start:
    """Not the truth but a walk away from it: equal weights, displaced means, one covariance for all."""
    true = truth(shape)
    pooled = true.covariances.mean(axis=0)
    shift = np.random.default_rng(SEED + 1).standard_normal(true.means.shape)
    means = true.means + shift * np.sqrt(np.diag(pooled)) / 2
    return Start(true.weights, means, np.repeat(shaped(pooled, structure)[None], shape.k, axis=0))


def shaped(covariance: np.ndarray, structure: str) -> np.ndarray:
    """The covariance that comes nearest under a structure."""
    variances = np.diag(covariance)
    if structure == "diagonal":
        return np.diag(variances)
    if structure == "spherical":
        return np.eye(len(variances)) * variances.mean()
    return covariance
