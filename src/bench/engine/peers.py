"""Processes that measure, one order at a time."""

import os
import select
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parents[2] / "target" / "bench"
JVM_FLAGS = ["--add-modules=jdk.incubator.vector", "-Xlog:disable"]
WARM_UP_SECONDS = 5
BOUND_SECONDS = 1800


SPARK_FLAGS = ("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")


def java(main: str, flags: tuple[str, ...] = (), libraries: Path = BUILT) -> list[str]:
    folders = {BUILT / "test-classes", BUILT / "classes", libraries / "classes"}
    classes = [*sorted(map(str, folders)), (libraries / "classpath").read_text()]
    executable = str(Path(os.environ["JAVA_HOME"], "bin", "java"))
    return [executable, *JVM_FLAGS, *flags, "-cp", os.pathsep.join(classes), f"io.mixtura.bench.{main}"]


@dataclass(frozen=True)
class Task:
    """What all peers are given."""

    points: Path
    n: int
    d: int
    start: Path
    k: int
    structure: str

    def arguments(self) -> list[str]:
        return [str(a) for a in (self.points, self.n, self.d, self.start, self.k, self.structure)]


@dataclass
class Peer:
    """A process that holds the data and answers a line with a line."""

    process: subprocess.Popen
    millis: list[float] = field(default_factory=list)
    log_likelihood: float = float("nan")

    @staticmethod
    def mixtura(task: Task, threads: int) -> "Peer":
        return Peer._started([*java("MixturaPeer"), *task.arguments(), str(threads)], threads)

    @staticmethod
    def commons_math(task: Task, threads: int) -> "Peer":
        return Peer._started([*java("CommonsMathPeer"), *task.arguments()], threads)

    @staticmethod
    def spark_rdd(task: Task, threads: int) -> "Peer":
        return Peer._spark("SparkRddPeer", task, threads)

    @staticmethod
    def spark_data_frame(task: Task, threads: int) -> "Peer":
        return Peer._spark("SparkDataFramePeer", task, threads)

    @staticmethod
    def _spark(main: str, task: Task, threads: int) -> "Peer":
        command = java(main, SPARK_FLAGS, BUILT / "spark")
        return Peer._started([*command, *task.arguments(), str(threads)], threads)

    @staticmethod
    def sklearn(task: Task, threads: int) -> "Peer":
        return Peer._started([sys.executable, str(HERE / "sklearn_peer.py"), *task.arguments()], threads)

    @staticmethod
    def _started(command: list[str], threads: int) -> "Peer":
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        environment = os.environ | {name: str(threads) for name in names}
        environment["SPARK_LOCAL_IP"] = "127.0.0.1"
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        peer = Peer(process)
        peer._expect("ready")
        return peer

    def warm_up(self, iterations: int) -> None:
        """The first runs are not counted: compilers and caches are at work."""
        began = time.monotonic()
        while time.monotonic() - began < WARM_UP_SECONDS:
            self.ask(f"iterate {iterations}")

    def iterate(self, iterations: int) -> None:
        millis, log_likelihood = self.ask(f"iterate {iterations}").split()
        self.millis.append(float(millis))
        self.log_likelihood = float(log_likelihood)

    def fit(self, seed: int) -> tuple[float, float]:
        """Seconds, and the log-likelihood that was reached."""
        millis, log_likelihood = self.ask(f"fit {seed}").split()
        return float(millis) / 1e3, float(log_likelihood)

    def initialize(self, method: str, seed: int) -> float:
        """Milliseconds before the first iteration."""
        return float(self.ask(f"initialize {method} {seed}").split()[0])

    def median(self) -> float:
        return statistics.median(self.millis)

    def peak_megabytes(self) -> float:
        return float(self.ask("peak")) / 1024

    def ask(self, order: str) -> str:
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return self._line()

    def _expect(self, word: str) -> None:
        line = self._line()
        if line != word:
            raise RuntimeError(f"{self.process.args[0]} said {line!r} instead of {word!r}")

    def _line(self) -> str:
        if not select.select([self.process.stdout], [], [], BOUND_SECONDS)[0]:
            raise TimeoutError(f"no answer within {BOUND_SECONDS} s")
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("a peer has ended; what it said stands above")
        return line.strip()

    def __enter__(self) -> "Peer":
        return self

    def __exit__(self, *_) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
