"""Which texts of a record are in our own words, and where they stand in it."""

from collections.abc import Iterator

from bot.library.parse import Path
from bot.library.records import Claim, Form, Prompt, Quote, Record, Topic

Prose = tuple[Path, str]


def prose_of(record: Record) -> Iterator[Prose]:
    """Every text of a record that its curator wrote to be read; notes, search words and source texts are left out."""
    match record:
        case Quote():
            if record.lead_in:
                yield ("lead_in",), record.lead_in
            for at, wording in enumerate(record.wordings):
                if wording.form is Form.REPORTED:
                    yield ("wordings", at, "text"), wording.text
        case Topic():
            yield ("summary",), record.summary
            for field in ("key_points", "opposing", "disagreements"):
                for at, point in enumerate(getattr(record, field)):
                    yield (field, at, "text"), point.text
        case Prompt():
            yield ("question",), record.question
        case Claim():
            yield ("claim",), record.claim
        case _:
            pass
