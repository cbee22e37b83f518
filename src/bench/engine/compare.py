"""Mixtura's engine and scikit-learn's GaussianMixture side by side; src/docs/performance.md explains.

Prints tables in Markdown. Ends with 1 when two log-likelihoods differ that must agree; never because of a time.
"""

import argparse
import contextlib
import math
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import grid
import numpy as np
import sklearn
from blobs import displaced, share_that_matters, truth, write_points
from grid import Row
from matmul import Matmul
from peers import Peer, Task

AGREEMENT = 1e-9
# Of log-likelihood per point. scikit-learn stops, by default, when an iteration gains less than the second.
GOALS = (1e-2, 1e-3)
MOST_STARTS = 10
# A peer that has taken this many times as long is not asked for a further start.
PATIENCE = 30
disagreements: list[str] = []


@contextlib.contextmanager
def task(row: Row, start=None) -> Iterator[Task]:
    """The row's data and start, in files that go away with it."""
    shape = row.shape
    with tempfile.TemporaryDirectory(prefix="mixtura-bench-") as folder:
        points, start_file = Path(folder, "points"), Path(folder, "start")
        write_points(shape, points)
        (start or displaced(shape, row.structure)).write(start_file)
        yield Task(points, shape.n, shape.d, start_file, shape.k, row.structure)


def fits(row: Row) -> bool:
    """Whether twice the data has room on the disk, and three times in memory."""
    size = row.shape.n * row.shape.d * 8
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return 2 * size < shutil.disk_usage(tempfile.gettempdir()).free and 3 * size < memory


def take_turns(row: Row, peers: list[Peer], runs: int, matmul: Matmul) -> None:
    for peer in peers:
        peer.warm_up(row.iterations)
    for _ in range(runs):
        matmul.measure()
        for peer in peers:
            peer.iterate(row.iterations)


def difference(row: Row, one: Peer, other: Peer) -> float:
    a, b = one.log_likelihood, other.log_likelihood
    relative = abs(a - b) / max(abs(a), abs(b))
    if row.is_comparable and not relative <= AGREEMENT:
        disagreements.append(f"{row.name()}: {a!r} and {b!r}")
    return relative


def spread(values: list[float]) -> str:
    low, middle, high = min(values), statistics.median(values), max(values)
    digits = max(0, 2 - math.floor(math.log10(middle)))
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def table(title: str, *columns: str) -> None:
    print(f"\n### {title}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}", flush=True)


def line(*cells: object) -> None:
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def gigaflops(row: Row, millis: float) -> float:
    return row.flops() / millis / 1e6


def compare(name: str, other: Callable[[Task, int], Peer], rows: list[Row], runs: int, threads: int) -> None:
    table(
        f"One iteration, threads: {threads}",
        "structure, data",
        "of r above 1e-18",
        "Mixtura, ms",
        f"{name}, ms",
        "ratio",
        "GFLOP/s",
        "matrix multiply, 1 thread",
        f"with {threads}",
        "share",
        "peak MB, both",
        "difference of log L",
    )
    for row in rows:
        matmul = Matmul((1, threads))
        with task(row) as given, Peer.mixtura(given, threads) as ours, other(given, threads) as theirs:
            take_turns(row, [ours, theirs], runs, matmul)
            ratios = [b / a for a, b in zip(ours.millis, theirs.millis)]
            rate, reference = gigaflops(row, ours.median()), matmul.gigaflops(threads)
            dense = row.structure in ("full", "tied")
            line(
                row.name(),
                f"{share_that_matters(row.shape):.0%}",
                spread(ours.millis),
                spread(theirs.millis),
                spread(ratios),
                f"{rate:.1f}" if dense else "–",
                f"{matmul.gigaflops(1):.1f}",
                f"{reference:.1f}",
                f"{rate / reference:.0%}" if dense else "–",
                f"{ours.peak_megabytes():.0f}, {theirs.peak_megabytes():.0f}",
                f"{difference(row, ours, theirs):.1e}",
            )


def alone(title: str, rows: list[Row], runs: int, threads: int) -> None:
    """Mixtura alone: what a point costs, by shape."""
    table(f"{title}, {threads} threads", "data", "of r above 1e-18", "ms per iteration", "ns per point", "peak MB")
    for row in rows:
        if not fits(row):
            line(row.name(), "", "no room for it here", "", "")
            continue
        with task(row) as given, Peer.mixtura(given, threads) as ours:
            take_turns(row, [ours], runs, Matmul((threads,)))
            point = ours.median() * 1e6 / row.shape.n
            line(
                row.name(),
                f"{share_that_matters(row.shape):.0%}",
                spread(ours.millis),
                f"{point:.1f}",
                f"{ours.peak_megabytes():.0f}",
            )


def speed_up(rows: list[Row], runs: int, threads: int) -> None:
    table(
        f"From 1 thread to {threads}",
        "data",
        "1 thread, ms",
        f"{threads} threads, ms",
        "gain",
        "gain of the matrix multiply",
    )
    for row in rows:
        matmul = Matmul((1, threads))
        with task(row) as given, Peer.mixtura(given, 1) as one, Peer.mixtura(given, threads) as team:
            take_turns(row, [one, team], runs, matmul)
            difference(row, one, team)
            gains = [a / b for a, b in zip(one.millis, team.millis)]
            yardstick = [b / a for a, b in zip(matmul.rates[1], matmul.rates[threads])]
            line(row.name(), spread(one.millis), spread(team.millis), spread(gains), spread(yardstick))


def initialization(rows: list[Row], runs: int, threads: int) -> None:
    """What is before the first iteration, with a seed for each run, beside iterations of the same minute."""
    methods = ("kmeans", "portfolio")
    table(
        f"Initialization, {threads} threads",
        "data",
        "one iteration, ms",
        *(heading for method in methods for heading in (f"{method}, ms", "in iterations")),
    )
    for row in rows:
        with task(row) as given, Peer.mixtura(given, threads) as ours:
            millis: dict[str, list[float]] = {method: [] for method in methods}
            ours.warm_up(row.iterations)
            for method in methods:
                ours.initialize(method, runs)
            for seed in range(runs):
                ours.iterate(row.iterations)
                for method in methods:
                    millis[method].append(ours.initialize(method, seed))
            cells = []
            for method in methods:
                iterations = [took / one for took, one in zip(millis[method], ours.millis)]
                cells += [spread(millis[method]), spread(iterations)]
            line(row.name(), spread(ours.millis), *cells)


def to_the_top(rows: list[Row], threads: int) -> None:
    table(
        f"From the data to the best known log-likelihood, {threads} threads",
        "data",
        "best known, per point",
        "short of it by at most",
        "Mixtura, s (fits)",
        "scikit-learn, s (fits)",
        "ratio",
    )
    for row in rows:
        with task(row, truth(row.shape)) as given:
            with Peer.mixtura(given, threads) as ours, Peer.sklearn(given, threads) as theirs:
                ours.warm_up(1)
                ours.iterate(100)
                best = ours.log_likelihood / row.shape.n
                our_climb = Climb.of(ours, row, best, math.inf)
                their_climb = Climb.of(theirs, row, best, PATIENCE * our_climb.seconds[-1])
        for goal in GOALS:
            mine, other = our_climb.reached(goal), their_climb.reached(goal)
            line(
                row.name(),
                f"{best:.6f}",
                goal,
                our_climb.described(goal),
                their_climb.described(goal),
                f"{other / mine:.1f}" if mine and other else "–",
            )


@dataclass
class Climb:
    """Fits with everything at its default, from one seed after the other: time so far, and what they fell short."""

    seconds: list[float]
    short: list[float]

    @staticmethod
    def of(peer: Peer, row: Row, best: float, patience: float) -> "Climb":
        climb = Climb([], [])
        # As everywhere the first run is not counted: compilers and caches are at work.
        peer.fit(MOST_STARTS)
        for seed in range(MOST_STARTS):
            seconds, log_likelihood = peer.fit(seed)
            climb.seconds.append(seconds + (climb.seconds[-1] if seed else 0))
            climb.short.append(best - log_likelihood / row.shape.n)
            if climb.short[-1] <= min(GOALS) or climb.seconds[-1] > patience:
                break
        return climb

    def reached(self, goal: float) -> float | None:
        return next((time for time, short in zip(self.seconds, self.short) if short <= goal), None)

    def described(self, goal: float) -> str:
        reached = self.reached(goal)
        if reached is None:
            return f"not in {self.seconds[-1]:.2f} ({len(self.seconds)}), short by {min(self.short):.4f}"
        return f"{reached:.2f} ({self.seconds.index(reached) + 1})"


def processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text().splitlines() if file.exists() else []
    return next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), platform.processor())


def environment() -> None:
    print(f"{processor()}, {os.cpu_count()} processors, {platform.platform()};", end=" ")
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, scikit-learn {sklearn.__version__}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="src/bench/run.sh engine", description=__doc__)
    tables = ("grid", "commons-math", "many", "threads", "scaling", "initialization", "top")
    on_request = ("spark",)
    parser.add_argument(
        "tables",
        nargs="*",
        default=[],
        help=f"which of {', '.join(tables)}, and {', '.join(on_request)}; all but the last without any",
    )
    parser.add_argument("--smoke", action="store_true", help="a small grid, in seconds")
    parser.add_argument("--rows", default="", help="only rows whose name contains this")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    chosen = options.tables or (["grid"] if options.smoke else tables)
    if unknown := set(chosen) - {*tables, *on_request}:
        parser.error(f"there is no table {', '.join(sorted(unknown))}")

    def of(rows: list[Row]) -> list[Row]:
        return [row for row in rows if options.rows in row.name()]

    environment()
    runs, threads = options.runs, options.threads
    if "grid" in chosen:
        rows = grid.SMOKE if options.smoke else grid.GRID
        compare("scikit-learn", Peer.sklearn, of(rows), runs, threads)
    if "commons-math" in chosen:
        compare("Commons Math", Peer.commons_math, of(grid.COMMONS_MATH), runs, 1)
    if "spark" in chosen:
        compare("Spark, RDD", Peer.spark_rdd, of(grid.SPARK_RDD), runs, threads)
        compare("Spark, DataFrame", Peer.spark_data_frame, of(grid.SPARK_DATA_FRAME), runs, threads)
    if "many" in chosen:
        alone("Many components", of(grid.MANY_COMPONENTS), runs, threads)
    if "threads" in chosen:
        speed_up(of(grid.THREADS), runs, threads)
    if "scaling" in chosen:
        alone("Cost by number of points", of(grid.SCALING), runs, threads)
    if "initialization" in chosen:
        initialization(of(grid.TO_THE_TOP), runs, threads)
    if "top" in chosen:
        to_the_top(of(grid.SMOKE[:2] if options.smoke else grid.TO_THE_TOP), threads)
    for disagreement in disagreements:
        print(f"The log-likelihoods disagree: {disagreement}", file=sys.stderr)
    sys.exit(1 if disagreements else 0)


if __name__ == "__main__":
    main()
