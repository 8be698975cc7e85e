"""Medians and ninety-ninth percentiles, in milliseconds."""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter


def timed(act: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def summary(name: str, times: Sequence[float]) -> str:
    """One line: the name, the median and the 99th percentile."""
    ordered = sorted(times)
    worst = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    return f"{name:<58} median {median(ordered):8.2f} ms   p99 {worst:8.2f} ms   n {len(ordered)}"
