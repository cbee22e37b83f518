"""A dataset of four times the Java heap: uploaded, fitted and predicted over HTTP.

What a fit takes per iteration, read from its mapped file while the page cache holds it, stands beside what the engine
takes on the same points in its own heap. While the points stream through a prediction, the process's memory without
mapped files is watched: were it to grow with the rows, it would be many times as much at the end.
"""

import argparse
import http.client
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from service import Service, jar

sys.path.append(str(Path(__file__).resolve().parents[1] / "engine"))
from blobs import Shape, Start, displaced, write_points  # noqa: E402
from peers import Peer, Task  # noqa: E402

DIMENSIONS = 16
COMPONENTS = 8
ITERATIONS = 3
# The same points over and over: what a pass costs does not depend on it, and text is slow to make.
POINTS_IN_TEXT = 65_536
FIT_BOUND_SECONDS = 900


@dataclass(frozen=True)
class Text:
    """CSV that repeats one block of rows."""

    block: bytes
    blocks: int

    def __iter__(self) -> Iterator[bytes]:
        yield ",".join(f"x{j}" for j in range(DIMENSIONS)).encode() + b"\n"
        for _ in range(self.blocks):
            yield self.block

    def megabytes(self) -> float:
        return len(self.block) * self.blocks / 1e6

    def rows(self) -> int:
        return self.blocks * POINTS_IN_TEXT


def make_points(folder: Path, blocks: int) -> tuple[Text, Path]:
    """The text for the service, and the same points as raw doubles for the engine."""
    block_file, raw = folder / "block", folder / "points"
    write_points(Shape(POINTS_IN_TEXT, DIMENSIONS, COMPONENTS), block_file)
    points = np.fromfile(block_file, dtype="<f8").reshape(-1, DIMENSIONS).round(4)
    rows = "\n".join(",".join(map(repr, row)) for row in points.tolist()) + "\n"
    with raw.open("wb") as out:
        for _ in range(blocks):
            points.tofile(out)
    return Text(rows.encode(), blocks), raw


def request(start: Start, dataset: str) -> dict:
    return {
        "model": "large",
        "datasetId": dataset,
        "components": COMPONENTS,
        "covariance": "full",
        "initialization": {
            "method": "parameters",
            "weights": start.weights.tolist(),
            "means": start.means.tolist(),
            "covariances": start.covariances.tolist(),
        },
        "convergence": {"tolerance": 0, "maxIterations": ITERATIONS},
    }


def fit(service: Service, body: dict) -> float:
    """Milliseconds per pass: the iterations, and the one pass that evaluates the last of them."""
    path = f"/api/v1/fits/{service.post_json('/api/v1/fits', body)['id']}"
    ends = time.monotonic() + FIT_BOUND_SECONDS
    while time.monotonic() < ends:
        answer = service.get_json(path)
        if answer["state"] == "SUCCEEDED":
            return answer["result"]["timings"]["iterationsMillis"] / (ITERATIONS + 1)
        if answer["state"] in ("FAILED", "CANCELLED"):
            raise RuntimeError(str(answer["failure"]))
        time.sleep(0.5)
    raise TimeoutError(f"no fit within {FIT_BOUND_SECONDS} s")


@dataclass(frozen=True)
class Prediction:
    seconds: float
    rows: int
    memory_early: float
    memory_most: float


def predict(service: Service, text: Text) -> Prediction:
    """Sends and reads at the same time, as both are streams, and looks at the memory between."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=600)
    connection.putrequest("POST", "/api/v1/models/large/versions/latest/responsibilities")
    connection.putheader("Content-Type", "text/csv")
    connection.putheader("Transfer-Encoding", "chunked")
    began = time.monotonic()
    connection.endheaders()
    sender = threading.Thread(target=send_chunks, args=(connection, text), daemon=True)
    sender.start()
    response = connection.getresponse()
    rows, seen = -1, []
    while part := response.read(1 << 20):
        rows += part.count(b"\n")
        seen.append((rows, service.memory_megabytes("RssAnon")))
    sender.join(timeout=60)
    connection.close()
    if response.status != 200 or rows != text.rows():
        raise RuntimeError(f"{response.status}, {rows} rows of {text.rows()}")
    early = max(memory for row, memory in seen if row <= text.rows() / 4)
    return Prediction(time.monotonic() - began, rows, early, max(memory for _, memory in seen))


def send_chunks(connection: http.client.HTTPConnection, text: Text) -> None:
    for part in text:
        connection.send(b"%x\r\n%b\r\n" % (len(part), part))
    connection.send(b"0\r\n\r\n")


def take_turns(service: Service, body: dict, engine: Peer, runs: int) -> list[float]:
    """Milliseconds of the service's passes; the engine keeps its own."""
    fit(service, body)
    engine.warm_up(1)
    mapped = []
    for _ in range(runs):
        mapped.append(fit(service, body))
        engine.iterate(ITERATIONS)
    return mapped


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"


def main() -> None:
    parser = argparse.ArgumentParser(prog="src/bench/run.sh larger-than-memory", description=__doc__)
    parser.add_argument("--heap", type=int, default=256, help="MB of Java heap; the data are four times as large")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    heap = options.heap
    blocks = 4 * heap * 2**20 // (POINTS_IN_TEXT * DIMENSIONS * 8)
    start = displaced(Shape(POINTS_IN_TEXT, DIMENSIONS, COMPONENTS), "full")
    with tempfile.TemporaryDirectory(prefix="mixtura-bench-") as name:
        folder = Path(name)
        home = folder / "home"
        home.mkdir()
        text, raw = make_points(folder, blocks)
        start.write(folder / "start")
        given = Task(raw, text.rows(), DIMENSIONS, folder / "start", COMPONENTS, "full")
        with Service.start(home, [f"-Xmx{heap}m"], jar()) as service:
            began = time.monotonic()
            dataset = service.upload_csv(text)
            upload = time.monotonic() - began
            with Peer.mixtura(given, os.cpu_count() or 1) as engine:
                mapped = take_turns(service, request(start, dataset["id"]), engine, options.runs)
                heaped = engine.millis
            prediction = predict(service, text)
    shares = [100 * b / a for a, b in zip(mapped, heaped)]
    print(f"{text.rows()} rows × {DIMENSIONS}, {raw_megabytes(text):.0f} MB in a file, heap of {heap} MB, full k=8\n")
    print("| what | measured |\n|---|---|")
    print(f"| upload as CSV | {upload:.1f} s, {text.megabytes() / upload:.0f} MB/s |")
    print(f"| one iteration, mapped file | {spread(mapped)} ms |")
    print(f"| one iteration, the engine on its heap | {spread(heaped)} ms |")
    print(f"| speed of the mapped file in % of the heap's | {spread(shares)} |")
    print(f"| prediction, CSV to CSV | {prediction.rows / prediction.seconds:.0f} rows/s |")
    print(
        f"| memory without mapped files while predicting | {prediction.memory_early:.0f} MB in the first quarter,"
        f" {prediction.memory_most:.0f} MB at most |"
    )


def raw_megabytes(text: Text) -> float:
    return text.rows() * DIMENSIONS * 8 / 2**20


if __name__ == "__main__":
    main()
