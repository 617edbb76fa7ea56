"""What is counted for those who run a desk, in the words of Prometheus.

A process counts for itself. Where several serve one address, each keeps its counts in a file of the
folder that METRICS_DIR names, and whichever is asked adds them all up; the pool alone is always its
own.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, cast

from flask import current_app, request
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from desk.jobs import jobs_by_state
from views.context import desk, reading
from views.request_lines import QUIET, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask, Response
    from prometheus_client.metrics_core import Metric

EXTENSION = "gainsay.meters"
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_NOWHERE = "nowhere"


class Meters:
    """The counts of one application in this process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "gainsay_requests",
            "Requests answered.",
            ["endpoint", "method", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "gainsay_request_seconds",
            "Time from a request to the head of its answer.",
            ["endpoint"],
            registry=self.registry,
        )


def register(app: Flask) -> None:
    """Count every request of an application."""
    app.extensions[EXTENSION] = Meters()
    app.after_request(count)


def count(response: Response) -> Response:
    """Count a request by what it asked for, never by words that a visitor may choose."""
    if request.endpoint in QUIET:
        return response
    endpoint = request.endpoint or _NOWHERE
    method = request.method if request.method in _METHODS else "other"
    _meters().requests.labels(endpoint, method, str(response.status_code)).inc()
    _meters().seconds.labels(endpoint).observe(seconds())
    return response


def exposed() -> bytes:
    """Return all counts in Prometheus' text format 0.0.4."""
    folder = current_app.config["METRICS_DIR"]
    if folder is None:
        counted = _meters().registry
    else:
        counted = CollectorRegistry()
        MultiProcessCollector(counted, path=folder)  # type: ignore[no-untyped-call]
    now = CollectorRegistry()
    now.register(_Moment())
    return generate_latest(counted) + generate_latest(now)


class _Moment(Collector):
    """What is measured at the moment of asking."""

    def collect(self) -> Iterator[Metric]:
        """Yield the release, the jobs and the pool of connections."""
        yield _gauge("gainsay_build_info", "The release.", "version", {version("gainsay"): 1})
        yield from _jobs()
        yield from _pool()


def _jobs() -> Iterator[Metric]:
    try:
        found, is_up = jobs_by_state(reading()), 1
    except SQLAlchemyError:
        found, is_up = {}, 0
    yield GaugeMetricFamily("gainsay_database_up", "Whether the database answered.", value=is_up)
    if is_up:
        yield _gauge("gainsay_jobs", "Jobs by state.", "state", found)


def _pool() -> Iterator[Metric]:
    pool = desk().engine.pool
    if isinstance(pool, QueuePool):
        told = {"in_use": pool.checkedout(), "idle": pool.checkedin(), "size": pool.size()}
        words = "Connections of the process that answers."
        yield _gauge("gainsay_database_pool", words, "state", told)


def _gauge(name: str, words: str, label: str, values: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=[label])
    for value, number in values.items():
        family.add_metric([value], number)
    return family


def _meters() -> Meters:
    return cast("Meters", current_app.extensions[EXTENSION])
