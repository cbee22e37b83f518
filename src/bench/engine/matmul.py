"""The machine's own matrix multiply, as a yardstick: NumPy's, float64."""

import statistics
import time
from dataclasses import dataclass, field

import numpy as np
from threadpoolctl import threadpool_limits

SIZE = 1200
# OpenBLAS's threads go on spinning for a while when there is nothing left to do, at the cost of who comes next.
SPINNING_SECONDS = 1


@dataclass
class Matmul:
    """Rates by number of threads; measured again and again between the runs that they stand beside."""

    threads: tuple[int, ...]
    rates: dict[int, list[float]] = field(default_factory=dict)

    def measure(self) -> None:
        random = np.random.default_rng(1)
        a, b = random.standard_normal((2, SIZE, SIZE))
        for threads in sorted(set(self.threads)):
            with threadpool_limits(threads):
                a @ b
                began = time.perf_counter()
                a @ b
                rate = 2 * SIZE**3 / (time.perf_counter() - began) / 1e9
            self.rates.setdefault(threads, []).append(rate)
        time.sleep(SPINNING_SECONDS)

    def gigaflops(self, threads: int) -> float:
        return statistics.median(self.rates[threads])
