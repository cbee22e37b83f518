"""scikit-learn's side of a comparison; Peer.java says what it is asked.

Arguments: file of the points, n, d, file of the start, k, structure. Threads are set by the environment.
"""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
from blobs import Start
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

STRUCTURES = {"full": "full", "tied": "tied", "diagonal": "diag", "spherical": "spherical"}


class TimedMixture(GaussianMixture):
    """GaussianMixture as it is, timed from the end of its initialization to the end of its last M step.

    With parameters given, fit would still run a k-means that nothing is taken from; that is left out.
    """

    def _initialize_parameters(self, X, random_state, xp=None):
        self._initialize(X, None)
        self.began = self.ended = time.perf_counter()

    def _m_step(self, X, log_resp, xp=None):
        super()._m_step(X, log_resp, xp=xp)
        self.ended = time.perf_counter()


def precisions(covariances: np.ndarray, structure: str) -> np.ndarray:
    """Inverses in the shape that scikit-learn wants for a structure."""
    if structure == "full":
        return np.linalg.inv(covariances)
    if structure == "tied":
        return np.linalg.inv(covariances[0])
    variances = np.diagonal(covariances, axis1=1, axis2=2)
    return 1 / (variances if structure == "diagonal" else variances[:, 0])


def iterate(points: np.ndarray, start: Start, structure: str, iterations: int) -> tuple[float, float]:
    mixture = TimedMixture(
        n_components=len(start.weights),
        covariance_type=STRUCTURES[structure],
        tol=0,
        reg_covar=0,
        max_iter=iterations,
        weights_init=start.weights,
        means_init=start.means,
        precisions_init=precisions(start.covariances, structure),
    ).fit(points)
    assert mixture.n_iter_ == iterations
    return (mixture.ended - mixture.began) * 1e3 / iterations, mixture.score(points) * len(points)


def fit(points: np.ndarray, k: int, structure: str, seed: int) -> tuple[float, float]:
    """scikit-learn's defaults: n_init=1, tol=1e-3, max_iter=100."""
    began = time.perf_counter()
    mixture = GaussianMixture(n_components=k, covariance_type=STRUCTURES[structure], random_state=seed)
    mixture.fit(points)
    took = time.perf_counter() - began
    return took * 1e3, mixture.score(points) * len(points)


def peak() -> str:
    """Linux alone keeps this figure; elsewhere it is left out."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((line.split()[1] for line in lines if line.startswith("VmHWM:")), "nan")


def main() -> None:
    warnings.simplefilter("ignore", ConvergenceWarning)
    file, n, d, start_file, k, structure = sys.argv[1:7]
    points = np.fromfile(file, dtype="<f8").reshape(int(n), int(d))
    start = Start.read(Path(start_file), int(k), int(d))
    print("ready", flush=True)
    for line in sys.stdin:
        match line.split():
            case ["iterate", iterations]:
                print(*map(repr, map(float, iterate(points, start, structure, int(iterations)))), flush=True)
            case ["fit", seed]:
                print(*map(repr, map(float, fit(points, int(k), structure, int(seed)))), flush=True)
            case ["peak"]:
                print(peak(), flush=True)
            case _:
                raise ValueError(line)


main()
