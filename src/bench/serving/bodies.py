"""Responsibilities of many points: Mixtura and FastAPI + scikit-learn, body for body.

Both serve the same parameters and get the same bytes, by turns. The answers must agree to 1e-9,
else this fails; the times are only printed.

    ./mvnw package -DskipTests
    python3 -m venv .venv && .venv/bin/pip install -r src/bench/serving/requirements.txt
    .venv/bin/python src/bench/serving/bodies.py
"""

import argparse
import io
import json
import sys

import numpy as np

import services

DIMENSIONS = 16
COMPONENTS = 8
PATHS = {"csv": "text/csv", "json": "application/json", "npy": "application/x-npy"}


def encoded(points: np.ndarray) -> dict[str, bytes]:
    lines = [",".join(map(repr, row)) for row in points.tolist()]
    header = ",".join(f"x{j}" for j in range(points.shape[1]))
    npy = io.BytesIO()
    np.save(npy, points)
    return {
        "csv": "\n".join([header, *lines, ""]).encode(),
        "json": ('{"rows":[[' + "],[".join(lines) + "]]}").encode(),
        "npy": npy.getvalue(),
    }


def decoded(form: str, answer: bytes) -> np.ndarray:
    """One row of k responsibilities per point, and for text also label and log density."""
    if form == "csv":
        return np.loadtxt(io.BytesIO(answer), delimiter=",", skiprows=1, ndmin=2)
    if form == "npy":
        return np.load(io.BytesIO(answer), allow_pickle=False)
    rows = json.loads(answer)["rows"]
    return np.array([[*r["responsibilities"], r["mostProbable"], r["logDensity"]] for r in rows])


def check(form: str, rows: int, ours: bytes, theirs: bytes) -> None:
    mine, other = decoded(form, ours), decoded(form, theirs)
    if mine.shape[0] != rows or mine.shape != other.shape:
        sys.exit(f"{form}: {mine.shape} against {other.shape}, for {rows} rows")
    scale = np.maximum(1, np.abs(other))
    worst = np.max(np.abs(mine - other) / scale)
    print(f"{form}: the answers to {rows} rows differ by at most {worst:.1e}", flush=True)
    if not worst <= 1e-9:
        sys.exit(f"{form}: the answers do not agree")


def span(rows: int, seconds: list[float]) -> str:
    rates = sorted(rows / s / 1000 for s in seconds)
    return f"{rates[len(rates) // 2]:8.0f} ({rates[0]:.0f} to {rates[-1]:.0f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--decimals", type=int, help="of the points; all digits that a double has without it")
    parser.add_argument("--checked-rows", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--forms", nargs="+", default=list(PATHS), choices=list(PATHS))
    parser.add_argument("--alone", action="store_true", help="Mixtura only")
    options = parser.parse_args()
    points = services.clusters(options.rows, DIMENSIONS, COMPONENTS, 1, options.decimals)
    bodies = encoded(points)
    few = encoded(points[: options.checked_rows])
    with services.mixtura() as (port, _):
        started = services.fit(port, few["csv"], COMPONENTS, restarts=1, seed=7)
        services.await_fit(port, started["id"])
        with services.peer(services.call(port, services.MODEL)) as other:
            compare(options, port, other, bodies, few)


def compare(options, port: int, other: int, bodies: dict[str, bytes], few: dict[str, bytes]) -> None:
    path = services.MODEL + "/responsibilities"
    ours: dict[str, list[float]] = {form: [] for form in options.forms}
    theirs: dict[str, list[float]] = {form: [] for form in options.forms}
    for form in options.forms:
        _, mine = services.exchange(port, path, PATHS[form], few[form])
        _, yours = services.exchange(other, "/responsibilities/" + form, PATHS[form], few[form])
        check(form, options.checked_rows, mine, yours)
        for _ in range(2):  # warm
            services.exchange(port, path, PATHS[form], bodies[form])
        for _ in range(options.runs):
            ours[form].append(services.exchange(port, path, PATHS[form], bodies[form])[0])
            if not options.alone:
                peer = services.exchange(other, "/responsibilities/" + form, PATHS[form], bodies[form])
                theirs[form].append(peer[0])
        report(options.rows, form, ours, theirs)


def report(rows: int, form: str, ours: dict[str, list[float]], theirs: dict[str, list[float]]) -> None:
    print(f"{form}: thousand rows per second, median (min to max)")
    print(f"  Mixtura                {span(rows, ours[form])}")
    if theirs[form]:
        ratios = [b / a for a, b in zip(ours[form], theirs[form])]
        print(f"  FastAPI + scikit-learn {span(rows, theirs[form])}")
        print(f"  ratio                  {np.median(ratios):8.1f} ({min(ratios):.1f} to {max(ratios):.1f})")
    if form != "json" and ours.get("json"):
        print(f"  against Mixtura's JSON {np.median(ours['json']) / np.median(ours[form]):8.1f}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
