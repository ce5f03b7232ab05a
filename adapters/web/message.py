"""One entry of a conversation, and who may see it.

Decides that an entry is kept neutral and rendered for each reader anew, in their language, and that a private entry
exists for one person alone.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.form import Form
from bot.chat.reply import Reply


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says to the others; the book does not answer it."""

    text: str
    by: str = ""
    """The id of that person."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that was said, answered or asked."""

    number: int
    """Unique within the process, rising."""
    at: datetime
    content: Reply | Form | Said
    author: str = ""
    """The name of whoever said it, or whom it answers; empty for what the book posts by itself."""
    asked: str = ""
    """What it answers: the typed line, or what was pressed."""
    only_for: str = ""
    """The id of the person who alone sees it; empty for everybody."""
    thread: str = ""
    """The id of the entry under which it stands; empty in the room itself."""
    opens: str = ""
    """The name of the discussion that was opened under it."""
    noted_on: str = ""
    """The id of the entry whose button was pressed, where this is no more than a note to whoever pressed it."""
    replies: int = 0
    """How many entries stand under it."""
    is_pinned: bool = False
    version: int = 1
    """Counts the edits, so that a page never puts an older state over a newer one."""

    @property
    def id(self) -> str:
        """What threads and requests call it."""
        return str(self.number)

    @property
    def text(self) -> str:
        """All it says, as plain text."""
        match self.content:
            case Said(text=text) | Reply(text=text) | Form(text=text):
                return text

    def is_seen_by(self, person: str) -> bool:
        """Whether the person with this id may see it."""
        return self.only_for in ("", person)
