"""What a look at something comes to.

Decides that there are two kinds of finding and no more: it is well, or somebody has to do something.
"""

from dataclasses import dataclass

from bot.chat.markdown import Markdown, escape


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what there is, and where it is not well what to do and who can."""

    says: Markdown
    is_well: bool


def well(*sentences: str) -> Finding:
    """Nothing is to be done."""
    return Finding(_line(sentences), is_well=True)


def wrong(*sentences: str) -> Finding:
    """Somebody has to do something; the sentences say what and who."""
    return Finding(_line(sentences), is_well=False)


def _line(sentences: tuple[str, ...]) -> Markdown:
    return Markdown(" ".join(one if isinstance(one, Markdown) else escape(one) for one in sentences if one))
