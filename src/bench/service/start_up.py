"""Seconds from the start of the JVM to readiness, of the plain jar and of what the image starts.

The layout and the training run of the AOT cache are the Dockerfile's; the ways to start take turns. The database
exists, as after any first start.
"""

import argparse
import statistics
import subprocess
import tempfile
from pathlib import Path

from service import FLAGS, JAVA, Service, jar

IN_MEMORY = "jdbc:h2:mem:training;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"


def extract(folder: Path) -> Path:
    """The layout of the image: a small jar beside its libraries."""
    plain = jar()
    layers = folder / "layers"
    run([JAVA, "-Djarmode=tools", "-jar", str(plain), "extract", "--layers", "--destination", str(layers)])
    image = folder / "image"
    image.mkdir()
    for layer in layers.iterdir():
        for entry in layer.iterdir():
            entry.rename(image / entry.name)
    return image / plain.name


def train(extracted: Path, folder: Path) -> Path:
    cache = extracted.parent / "mixtura.aot"
    run(
        [JAVA, *FLAGS, "-Xmx512m", f"-XX:AOTCacheOutput={cache.name}", "-Dspring.context.exit=onRefresh"]
        + ["-jar", extracted.name, f"--mixtura.home={folder / 'training'}", f"--spring.datasource.url={IN_MEMORY}"],
        extracted.parent,
    )
    return cache


def run(command: list[str], folder: Path | None = None) -> None:
    done = subprocess.run(command, cwd=folder, timeout=300, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{done.stdout}{done.stderr}")


def measure(home: Path, flags: list[str], jar_file: Path) -> tuple[float, float]:
    with Service.start(home, flags, jar_file) as service:
        return service.ready_seconds, service.processor_seconds()


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(prog="src/bench/run.sh start-up", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mixtura-bench-") as name:
        folder = Path(name)
        extracted = extract(folder)
        cache = train(extracted, folder)
        ways = {
            "plain jar": ([], jar()),
            "extracted jar": ([], extracted),
            "extracted jar, AOT cache": ([f"-XX:AOTCache={cache.name}"], extracted),
        }
        times = {way: [] for way in ways}
        home = folder / "home"
        home.mkdir()
        measure(home, *ways["plain jar"])
        for _ in range(options.runs):
            for way, start in ways.items():
                times[way].append(measure(home, *start))
    print("| start | ready after, s | processor time until then, s |\n|---|---|---|")
    for way, pairs in times.items():
        print(f"| {way} | {' | '.join(spread(list(values)) for values in zip(*pairs))} |")


if __name__ == "__main__":
    main()
