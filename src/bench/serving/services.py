"""Starts Mixtura and its peer on loopback, with the same fitted model, and talks to them."""

import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

import numpy as np

HERE = pathlib.Path(__file__).parent
PROJECT = HERE.parents[2]
MODEL = "/api/v1/models/bench/versions/latest"
READY_SECONDS = 60
PIECE = 1 << 20

# Answers are received here, one after the other: fresh memory would be zeroed while the clock runs.
INBOX = bytearray(64 * PIECE)


def java() -> str:
    home = os.environ.get("JAVA_HOME")
    return str(pathlib.Path(home, "bin", "java")) if home else "java"


def jar() -> str:
    """MIXTURA_JAR, to compare two versions, or else what was built last."""
    if "MIXTURA_JAR" in os.environ:
        return os.environ["MIXTURA_JAR"]
    found = sorted((PROJECT / "target").glob("mixtura-*.jar"))
    if not found:
        sys.exit("there is no target/mixtura-*.jar; make it with ./mvnw package -DskipTests")
    return str(found[-1])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command: list[str], path: str, port: int, folder: pathlib.Path, **environment: str):
    """A process that is waited for until it answers, and ended at the end."""
    log = folder / f"{port}.log"
    with open(log, "wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **environment}, cwd=folder
        )
        try:
            await_answer(process, f"http://127.0.0.1:{port}{path}", log)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()


def await_answer(process: subprocess.Popen, url: str, log: pathlib.Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("it did not start:\n" + log.read_text())


@contextlib.contextmanager
def mixtura(*arguments: str):
    """Mixtura with its defaults, and MIXTURA_FLAGS for its JVM, on an empty home; yields port and process."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mixtura-bench-"))
    port = free_port()
    command = [
        java(),
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        *os.environ.get("MIXTURA_FLAGS", "").split(),
        "-jar",
        jar(),
        f"--server.port={port}",
        f"--mixtura.home={folder}",
        *arguments,
    ]
    try:
        with running(command, "/actuator/health", port, folder) as process:
            yield port, process
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def peer(model: dict):
    """The FastAPI endpoint of app.py with one worker, as uvicorn starts it; yields its port."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="peer-bench-"))
    port = free_port()
    (folder / "model.json").write_text(json.dumps(model))
    command = [sys.executable, "-m", "uvicorn", "app:app", "--app-dir", str(HERE)]
    command += ["--port", str(port), "--log-level", "warning", "--no-access-log"]
    try:
        with running(command, "/docs", port, folder, MODEL=str(folder / "model.json")):
            yield port
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def call(port: int, path: str, body=None, content_type: str = "application/json") -> dict:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=body)
    if body is not None:
        request.add_header("Content-Type", content_type)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        sys.exit(f"{path}: {refused.read().decode()}")


def fit(port: int, csv: bytes, components: int, **more) -> dict:
    """Uploads points and submits a fit of them; answers the fit as it was queued."""
    dataset = call(port, "/api/v1/datasets", csv, "text/csv")
    request = {"datasetId": dataset["id"], "model": "bench", "components": components, **more}
    return call(port, "/api/v1/fits", json.dumps(request).encode())


def await_fit(port: int, identity: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        state = call(port, f"/api/v1/fits/{identity}")["state"]
        if state == "SUCCEEDED":
            return
        if state in ("FAILED", "CANCELLED"):
            sys.exit(f"the fit is {state}")
        time.sleep(0.1)
    sys.exit("the fit takes too long")


def exchange(port: int, path: str, content_type: str, body: bytes) -> tuple[float, bytes]:
    """Posts a body while reading the answer; seconds from the first byte to the last, and the answer.

    A bare socket, so that the client takes little of the processors that the services work on.
    """
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        start = time.perf_counter()
        sender = threading.Thread(target=send, args=(connection, head.encode(), body), daemon=True)
        sender.start()
        received = receive(connection)
        seconds = time.perf_counter() - start
        sender.join(120)
    return seconds, body_of(received)


def send(connection: socket.socket, head: bytes, body: bytes) -> None:
    connection.sendall(head)
    rest = memoryview(body)
    for start in range(0, len(body), PIECE):
        connection.sendall(rest[start : start + PIECE])


def receive(connection: socket.socket) -> int:
    """Bytes of the answer, which are in INBOX then."""
    filled = 0
    while True:
        if len(INBOX) - filled < PIECE:
            INBOX.extend(bytes(len(INBOX)))
        count = connection.recv_into(memoryview(INBOX)[filled : filled + PIECE])
        if count == 0:
            return filled
        filled += count


def body_of(received: int) -> bytes:
    end = INBOX.index(b"\r\n\r\n", 0, received)
    head = INBOX[:end].decode("latin-1").lower()
    if not head.startswith("http/1.1 200"):
        sys.exit(INBOX[: min(received, 2000)].decode(errors="replace"))
    body = memoryview(INBOX)[end + 4 : received]
    return unchunked(body) if "transfer-encoding: chunked" in head else bytes(body)


def unchunked(body: memoryview) -> bytes:
    parts = []
    at = 0
    while True:
        line = bytes(body[at : at + 20]).index(b"\r\n")
        length = int(bytes(body[at : at + line]), 16)
        if length == 0:
            return b"".join(parts)
        at += line + 2
        parts.append(body[at : at + length])
        at += length + 2


def clusters(
    rows: int, dimensions: int, components: int, seed: int, decimals: int | None = None
) -> np.ndarray:
    """Points of overlapping Gaussians with covariances of their own; with all digits, or rounded."""
    random = np.random.default_rng(seed)
    points = np.empty((rows, dimensions))
    of = random.integers(components, size=rows)
    for k in range(components):
        mixing = random.normal(size=(dimensions, dimensions)) / np.sqrt(dimensions)
        noise = random.normal(size=((of == k).sum(), dimensions))
        points[of == k] = noise @ (mixing + np.eye(dimensions)) + random.normal(scale=1.5, size=dimensions)
    return points if decimals is None else points.round(decimals)
