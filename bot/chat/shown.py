"""Which records an answer shows, beside the words in which it shows them.

Decides what a platform, the minutes or a script can learn about an answer without reading its text.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quotation or a reported statement as it was shown; `status` is the computed one, in English."""

    id: str
    text: str
    speaker: str
    status: str


@dataclass(frozen=True, slots=True)
class ShownTopic:
    """A topic whose summary or listing was shown."""

    id: str
    name: str
