"""One-point GETs under keep-alive connections, measured with wrk: idle, and while a fit runs.

Prints requests per second and latencies, and by how much the fit slows beside the share of the
processors that serving takes meanwhile: all of wrk, and the service without the threads of its fits.

    ./mvnw package -DskipTests
    python3 -m venv .venv && .venv/bin/pip install -r src/bench/serving/requirements.txt
    .venv/bin/python src/bench/serving/points.py
"""

import argparse
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import time

import numpy as np

import bodies
import services

ENDLESS = {"tolerance": 0, "maxIterations": 1_000_000}
TICKS = os.sysconf("SC_CLK_TCK")


def wrk(options, port: int, seconds: int) -> dict[str, float]:
    point = ",".join(["0.5"] * bodies.DIMENSIONS)
    command = ["wrk", "--latency", "--threads", "2", "--connections", str(options.connections)]
    command += ["--duration", f"{seconds}s", "--timeout", "10s"]
    command += [f"http://127.0.0.1:{port}{services.MODEL}/responsibilities?x={point}"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        sys.exit(out)
    figures = {p: millis(re.search(rf"\s{p}%\s+(\S+)", out).group(1)) for p in ("50", "99")}
    figures["rate"] = float(re.search(r"Requests/sec:\s+(\S+)", out).group(1))
    figures["max"] = millis(re.search(r"Latency\s+\S+\s+\S+\s+(\S+)", out).group(1))
    return figures


def millis(text: str) -> float:
    number, unit = re.fullmatch(r"([0-9.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]


def tell(what: str, figures: dict[str, float]) -> None:
    print(
        f"{what:24} {figures['rate']:8.0f} requests/s, milliseconds: median {figures['50']:.1f},"
        f" p99 {figures['99']:.1f}, max {figures['max']:.1f}",
        flush=True,
    )


def cpu(process: subprocess.Popen) -> float:
    """Processor seconds that serving took so far: the service's and all wrks', but not the fits'."""
    service = seconds(f"/proc/{process.pid}/stat")
    fits = sum(seconds(f"{thread}/stat") for thread in threads(process) if is_of_a_fit(thread))
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return service - fits + children.ru_utime + children.ru_stime


def threads(process: subprocess.Popen) -> list[pathlib.Path]:
    return list(pathlib.Path(f"/proc/{process.pid}/task").iterdir())


def is_of_a_fit(thread: pathlib.Path) -> bool:
    return (thread / "comm").read_text().startswith(("job-", "em-"))


def seconds(stat: str) -> float:
    with open(stat, encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def iterations(port: int, fit: str) -> int:
    return services.call(port, f"/api/v1/fits/{fit}")["progress"]["iteration"]


def iteration_rate(port: int, fit: str, during) -> tuple[float, object]:
    before, start = iterations(port, fit), time.perf_counter()
    result = during()
    return (iterations(port, fit) - before) / (time.perf_counter() - start), result


def await_iterations(port: int, fit: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        progress = services.call(port, f"/api/v1/fits/{fit}")["progress"]
        if progress and progress["iteration"] >= 5:
            return
        time.sleep(0.2)
    sys.exit("the fit does not run")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rows", type=int, default=200_000, help="of the fit that runs meanwhile")
    parser.add_argument("--runs", type=int, default=2)
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed")
    points = services.clusters(options.rows, bodies.DIMENSIONS, bodies.COMPONENTS, seed=1, decimals=4)
    csv = bodies.encoded(points)["csv"]
    few = bodies.encoded(points[:20_000])["csv"]
    with services.mixtura() as (port, process):
        started = services.fit(port, few, bodies.COMPONENTS, restarts=1, seed=7)
        services.await_fit(port, started["id"])
        wrk(options, port, 2 * options.seconds)
        print("first, while the compilers are at work")
        measure(options, port, process, csv)
        for run in range(options.runs):
            print(f"run {run + 1}")
            measure(options, port, process, csv)


def measure(options, port: int, process: subprocess.Popen, csv: bytes) -> None:
    tell("idle", wrk(options, port, options.seconds))
    fit = services.fit(port, csv, bodies.COMPONENTS, restarts=1, seed=7, convergence=ENDLESS)["id"]
    await_iterations(port, fit)
    alone, _ = iteration_rate(port, fit, lambda: time.sleep(options.seconds / 2))
    before, start = cpu(process), time.perf_counter()
    beside, busy = iteration_rate(port, fit, lambda: wrk(options, port, options.seconds))
    share = (cpu(process) - before) / (time.perf_counter() - start) / os.cpu_count()
    again, _ = iteration_rate(port, fit, lambda: time.sleep(options.seconds / 2))
    services.call(port, f"/api/v1/fits/{fit}/cancel", b"")
    tell("while a fit runs", busy)
    undisturbed = np.mean([alone, again])
    print(
        f"{'the fit':24} {undisturbed:8.1f} iterations/s alone, {beside:.1f} beside serving:"
        f" {1 - beside / undisturbed:.0%} fewer, while serving takes {share:.0%} of the processors",
        flush=True,
    )


if __name__ == "__main__":
    main()
