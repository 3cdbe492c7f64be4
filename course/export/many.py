"""Many jobs at once, through joblib: threads that hand them to one warm process, or a cluster.

    for done in at_once(jobs, workers=2): ...
    for done in at_once(jobs, workers=8, cluster="tcp://scheduler:8786"): ...

On a Dask cluster each node keeps a warm process of its own; decks come back as bytes.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from joblib import Parallel, delayed, parallel_config

from course.deck.errors import DeckError
from course.export.job import Built, Job
from course.export.workers import of_this_process


@dataclass(frozen=True)
class Done:
    """What became of a job: a deck, or the message of what went wrong."""

    name: str
    built: Built | None
    error: str = ""


def at_once(
    jobs: Iterable[Job], workers: int, modules: tuple[str, ...] = (), cluster: str = ""
) -> Iterator[Done]:
    """Do the jobs, `workers` at a time; give each as it ends, in whatever order.

    `jobs` may be a generator: it is asked for more as there is room. `modules` are imported once,
    before the first job. A job that fails is given as such; the others go on.
    """
    with _backend(cluster):
        backend = None if cluster else "threading"  # None: the one that _backend chose
        parallel = Parallel(n_jobs=workers, backend=backend, return_as="generator_unordered")
        yield from parallel(delayed(attempt)(job, modules) for job in jobs)


def attempt(job: Job, modules: tuple[str, ...]) -> Done:
    """Do one job in a child of this process's warm process."""
    try:
        return Done(job.name, of_this_process(modules, job.data).deck(job))
    except (DeckError, OSError) as error:
        return Done(job.name, None, str(error))


@contextlib.contextmanager
def _backend(cluster: str) -> Iterator[None]:
    if not cluster:
        yield
        return
    with on_cluster(cluster):
        yield


@contextlib.contextmanager
def on_cluster(cluster: str) -> Iterator[None]:
    """What joblib does inside happens on the Dask cluster with this address.

    Raises DeckError when there is none or the package for it is missing.
    """
    try:
        from dask.distributed import Client
    except ImportError as error:
        message = "a cluster needs the package 'distributed': pip install 'palpate[cluster]'"
        raise DeckError(message) from error
    try:
        client = Client(cluster, timeout="10s")
    except (OSError, ValueError) as error:
        raise DeckError(f"there is no Dask scheduler at {cluster}: {error}") from error
    with client, parallel_config(backend="dask", wait_for_workers_timeout=30):
        yield
