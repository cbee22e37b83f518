"""What is compared."""

from dataclasses import dataclass

from blobs import Shape


@dataclass(frozen=True)
class Row:
    """A shape of data, a structure, and how many iterations a run has."""

    shape: Shape
    structure: str = "full"
    iterations: int = 3
    # Whether a peer does the same there, so that log-likelihoods must agree.
    is_comparable: bool = True

    def name(self) -> str:
        kind = " separated" if self.shape.separated else ""
        return f"{self.structure} {count(self.shape.n)}×{self.shape.d} k={self.shape.k}{kind}"

    def flops(self) -> float:
        """Of the triangular products of one iteration: the E step's, and as many in the M step."""
        return 2 * self.shape.n * self.shape.k * self.shape.d * (self.shape.d + 1)


def count(n: int) -> str:
    if n % 1_000_000 == 0:
        return f"{n // 1_000_000}M"
    return f"{n // 1000}k" if n % 1000 == 0 else str(n)


MIDDLE = Shape(1_000_000, 16, 8)

GRID = [
    # So short an iteration needs more of them for a run as long as the others.
    Row(Shape(1_000_000, 2, 5), iterations=10),
    Row(MIDDLE),
    Row(Shape(100_000, 32, 16), iterations=10),
    Row(Shape(50_000, 128, 8)),
    Row(Shape(20_000, 512, 4)),
    Row(MIDDLE, "diagonal"),
    Row(MIDDLE, "spherical"),
    Row(MIDDLE, "tied"),
]

SMOKE = [
    Row(Shape(20_000, 2, 5)),
    Row(Shape(10_000, 17, 3)),
    Row(Shape(10_000, 16, 8), "diagonal"),
    Row(Shape(10_000, 16, 8), "spherical"),
    Row(Shape(10_000, 16, 8), "tied"),
]

# In the first a point lies far from all components but its own; in the second most of them matter to it.
MANY_COMPONENTS = [
    Row(Shape(1_000_000, 16, 64, separated=True)),
    Row(Shape(1_000_000, 16, 64)),
]

THREADS = [Row(Shape(1_000_000, 2, 5), iterations=10), Row(MIDDLE), Row(Shape(50_000, 128, 8))]

SCALING = [
    Row(Shape(n, 2, 5), iterations=max(3, 10_000_000 // n))
    for n in (10_000, 100_000, 1_000_000, 10_000_000, 50_000_000)
]

TO_THE_TOP = [Row(Shape(1_000_000, 2, 5)), Row(MIDDLE), Row(Shape(100_000, 32, 16))]

# Spark adds 2.2e-16 to every density: in 8 dimensions and more that is no longer little. It takes seconds per iteration.
SPARK_RDD = [
    Row(Shape(1_000_000, 2, 5), iterations=5),
    Row(Shape(1_000_000, 3, 5), iterations=5),
    Row(Shape(200_000, 8, 8), iterations=5, is_comparable=False),
    Row(Shape(200_000, 16, 8), is_comparable=False),
]

# From a start of its own.
SPARK_DATA_FRAME = [Row(Shape(200_000, 16, 8), is_comparable=False)]

COMMONS_MATH = [Row(Shape(100_000, 2, 5)), Row(Shape(20_000, 16, 8))]
