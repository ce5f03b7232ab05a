"""What every adapter's test leaves as it was."""

import logging
from collections.abc import Iterator

import pytest

from adapters.logs import OURS


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """A command sets up logging for its whole process; a test is only a part of one."""
    loggers = [logging.getLogger(), *map(logging.getLogger, OURS)]
    handlers, levels = loggers[0].handlers[:], [logger.level for logger in loggers]
    yield
    loggers[0].handlers[:] = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
