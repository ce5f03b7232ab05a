"""The catalogues: every sentence a person reads, in the languages that this version speaks.

Decides where translations live (`bot/locale/<tag>.po`, read at start, no compiled files) and which language a reader
gets: the exact tag, else its language alone, else English. A sentence without a translation stays English.
"""

import gettext
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.chat.command import Sentences

ENGLISH = Sentences()


@dataclass(frozen=True, slots=True)
class Catalogue(Sentences):
    """The sentences of one language."""

    translations: gettext.GNUTranslations

    def one(self, sentence: str) -> str:
        """The sentence in this language."""
        return self.translations.gettext(sentence)

    def many(self, one: str, several: str, count: int) -> str:
        """The form of a sentence that fits `count`."""
        return self.translations.ngettext(one, several, count)


def sentences(locale: str) -> Sentences:
    """The catalogue for a reader whose language is the BCP 47 tag `locale`, such as `zh-CN` or `en_GB`."""
    catalogues = _catalogues()
    tag = locale.replace("_", "-").lower()
    return catalogues.get(tag) or catalogues.get(tag.split("-")[0]) or ENGLISH


def languages() -> tuple[str, ...]:
    """The tags of the languages there are, English first."""
    return ("en", *sorted(_catalogues()))


def noted(sentence: str) -> str:
    """Marks a sentence for the catalogues that is written here and said elsewhere, by `request.say`."""
    return sentence


@cache
def _catalogues() -> dict[str, Sentences]:
    found: dict[str, Sentences] = {}
    for entry in files("bot").joinpath("locale").iterdir():
        if entry.name.endswith(".po"):
            compiled = io.BytesIO()
            write_mo(compiled, read_po(io.BytesIO(entry.read_bytes())))
            compiled.seek(0)
            found[entry.name.removesuffix(".po").lower()] = Catalogue(gettext.GNUTranslations(compiled))
    return found
