"""Everything that comes out of the bot while it runs, kept for a look.

Decides that every logger of every library speaks from DEBUG on, louder than an operator can make them; what is written
of it is the product's own choice, and that is what is kept, in both forms. Our own records are kept as any other
handler would write them, with the words of exceptions.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from adapters import logs

USUAL = logging.Formatter("%(name)s %(message)s")


@dataclass
class Heard:
    """What came out, by the way it took. `libraries` is no leak: what others would have written, had they been let."""

    as_json: list[str] = field(default_factory=list)
    as_text: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    libraries: list[str] = field(default_factory=list)
    output: str = ""
    error: str = ""
    health: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


class Ear(logging.Handler):
    """Writes down each record in the moment it is made, as the product would and as others would."""

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self._heard = heard
        self._json, self._text = logs.JsonLines(), logs.Plain()

    def emit(self, record: logging.LogRecord) -> None:
        heard = self._heard
        if logs.is_written(record):
            heard.as_json.append(self._json.format(record))
            heard.as_text.append(self._text.format(record))
        if record.name.partition(".")[0] in logs.OURS:
            heard.ours.append(f"{USUAL.format(record)} {vars(record)}")
        else:
            heard.libraries.append(record.getMessage())


@contextmanager
def listening(captured: pytest.CaptureFixture[str]) -> Iterator[Heard]:
    """Listen until the block ends; afterwards everybody logs as before."""
    root, heard = logging.getLogger(), Heard()
    loggers = [root, *(one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger))]
    before = [(logger, logger.level) for logger in loggers]
    handlers = root.handlers[:]
    logs.set_up("debug")
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root.handlers[:] = [*(one for one in root.handlers if one not in handlers), Ear(heard)]
    try:
        yield heard
    finally:
        root.handlers[:] = handlers
        for logger, level in before:
            logger.setLevel(level)
        heard.output, heard.error = captured.readouterr()
