"""Where an item comes from that a group added to its library itself."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Origin:
    """Who brought it, as far as members may know."""

    by: str
    """The name of whoever suggested it; empty where that is not to be shown."""
    raised: date | None = None
    """The day on which a discussion raised it as a question."""
