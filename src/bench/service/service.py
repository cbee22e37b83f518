"""The service as a process of its own, on a free port of loopback and a folder that goes away."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BUILT = Path(__file__).resolve().parents[3] / "target" / "bench"
JAVA = str(Path(os.environ.get("JAVA_HOME", ""), "bin", "java"))
# Those of the image, but for its share of memory.
FLAGS = ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
READY_BOUND_SECONDS = 120
BETWEEN_LOOKS_SECONDS = 0.01


def jar() -> Path:
    (found,) = BUILT.glob("mixtura-*.jar")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Service:
    process: subprocess.Popen
    port: int
    log: Path
    ready_seconds: float = float("nan")

    @staticmethod
    def start(home: Path, flags: list[str], jar_file: Path, *settings: str) -> "Service":
        """Starts a jar and returns when readiness is answered with 200."""
        port, log = free_port(), home / "log"
        arguments = [f"--server.port={port}", f"--mixtura.home={home}", *settings]
        with log.open("w") as out:
            began = time.monotonic()
            process = subprocess.Popen(
                [JAVA, *FLAGS, *flags, "-jar", jar_file.name, *arguments],
                cwd=jar_file.parent,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        service = Service(process, port, log)
        service._await_ready(began)
        return service

    def _await_ready(self, began: float) -> None:
        while time.monotonic() - began < READY_BOUND_SECONDS:
            if self.process.poll() is not None:
                raise RuntimeError(f"the service has ended:\n{self.log.read_text()}")
            try:
                self.get("/actuator/health/readiness")
                self.ready_seconds = time.monotonic() - began
                return
            except (OSError, http.client.HTTPException):
                time.sleep(BETWEEN_LOOKS_SECONDS)
        self.stop()
        raise TimeoutError(f"not ready within {READY_BOUND_SECONDS} s:\n{self.log.read_text()}")

    def get(self, path: str) -> bytes:
        return self.send("GET", path)

    def get_json(self, path: str) -> dict:
        return json.loads(self.get(path))

    def post_json(self, path: str, body: dict) -> dict:
        return json.loads(self.send("POST", path, json.dumps(body), {"Content-Type": "application/json"}))

    def upload_csv(self, text: Iterable[bytes]) -> dict:
        """Streams a dataset."""
        return json.loads(self.send("POST", "/api/v1/datasets?name=large", text, {"Content-Type": "text/csv"}))

    def send(self, method: str, path: str, body=None, headers: dict | None = None) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        if response.status == 503:
            raise ConnectionError("not ready yet")
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status} {answer[:500]!r}")
        return answer

    def processor_seconds(self) -> float:
        """User and system time that the process has used; Linux alone tells it."""
        file = Path(f"/proc/{self.process.pid}/stat")
        if not file.exists():
            return float("nan")
        fields = file.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_megabytes(self, field: str) -> float:
        """A field of the process's status, such as VmHWM; Linux alone tells it."""
        file = Path(f"/proc/{self.process.pid}/status")
        lines = file.read_text().splitlines() if file.exists() else []
        return next((int(x.split()[1]) / 1024 for x in lines if x.startswith(f"{field}:")), float("nan"))

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, *_) -> None:
        self.stop()
