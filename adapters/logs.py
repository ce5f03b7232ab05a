"""What is logged, and in which form.

Decides: to the standard error; text where that is a terminal, else one JSON object per line, for whatever collects
them. Events carry values (`extra=`), never the text of a message nor a secret. Therefore an exception is told by its
type and where it happened: its own words may repeat what somebody wrote. Other people's libraries are heard from
WARNING on only, whatever the levels of their loggers, since below it some log whole requests; of what they say, the
words of an exception are left out, and what looks like a token, a reply address or the query of one is blotted out.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

from bot.chat.errors import trace_of

OURS = ("bot", "adapters")
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_SECRET = re.compile(
    r"xox[a-z]?[.-][\w.-]+|xapp-[\w-]+"  # Slack's tokens
    r"|https://hooks\.slack\.com/\S+"  # Slack's reply addresses: whoever has one can post
    r"|(?<=/webhooks/)\d+/[\w-]+|(?<=/interactions/)\d+/[\w-]+"  # Discord's
    r"|[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}"  # a Discord bot token
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"  # user:password in an address
    r"|(?<=\?)[\w.~%+-]+=[^\s'\"<>)]+"  # the query of an address: tickets of sockets, codes of installations
)


def set_up(level: str, *, stream: TextIO | None = None, as_json: bool | None = None, brief: bool = False) -> None:
    """Log from `level` ("debug" … "error") on. `brief`: an exception as one line, for somebody at a prompt."""
    stream = stream or sys.stderr
    as_json = not stream.isatty() if as_json is None else as_json
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines() if as_json and not brief else Plain(brief=brief))
    handler.addFilter(is_written)
    root = logging.getLogger()
    for old in root.handlers[:]:
        if isinstance(old.formatter, JsonLines | Plain):
            root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level.upper())


def is_written(record: logging.LogRecord) -> bool:
    """Whether a record is for the log: everything of ours, and what is amiss in other people's libraries."""
    return record.levelno >= logging.WARNING or _is_ours(record)


class JsonLines(logging.Formatter):
    """`{"time": "2026-11-21T09:00:00.123Z", "level": "info", "logger": "bot.app", "event": …, more values}`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line: dict[str, Any] = {
            "time": time,
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
            **_values(record),
        }
        if error := _error(record):
            line["trace"] = trace_of(error)
        return _SECRET.sub("…", json.dumps(line, ensure_ascii=False, default=str))


class Plain(logging.Formatter):
    """`09:00:00 info     content replaced edition=3f2a`, in the zone of this machine."""

    def __init__(self, *, brief: bool = False) -> None:
        super().__init__()
        self._brief = brief

    def format(self, record: logging.LogRecord) -> str:
        """One line, and for an exception the lines that say where it happened, unless it is to be brief."""
        time = datetime.fromtimestamp(record.created).astimezone()
        values = "".join(f" {name}={value}" for name, value in _values(record).items())
        event = _event(record) + values
        if error := _error(record):
            event += f": {trace_of(error)}"
        if self._brief:
            event = event.partition("\n")[0]
        return _SECRET.sub("…", f"{time:%H:%M:%S} {record.levelname.lower():8} {event}")


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in OURS


def _event(record: logging.LogRecord) -> str:
    """What was said. Other people's libraries repeat the words of the exception that they are handling."""
    event, error = record.getMessage(), _error(record) or sys.exc_info()[1]
    if error is None or _is_ours(record):
        return event
    for words in (repr(error), str(error)):
        event = event.replace(words, type(error).__qualname__) if words else event
    return event


def _values(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None
