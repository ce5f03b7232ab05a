"""Who is reading a page, in which room and language: what every page and every request says of itself.

Decides that this stands in the address (`?as=ben&lang=zh&in=margins`) and not in a session, so that two tabs can be
two people and a link leads back to the same view. What the address leaves open comes from the browser's languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from adapters.web.people import CHANNELS, PEOPLE, PLATFORM, SPACE, Channel
from bot.chat.command import Quoted, Request, Sentences
from bot.chat.place import Person, Place
from bot.texts import languages, sentences

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody looking at the page."""

    person: Person
    channel: Channel
    language: str
    """A BCP 47 tag of `languages()`."""
    theme: str = ""
    """“light” or “dark”; empty follows the device."""
    sentences: Sentences = field(default=Sentences(), repr=False)

    @classmethod
    def of(cls, said: Mapping[str, str], *, accepted: str = "", theme: str = "") -> "Reader":
        """The reader named by `as`, `in` and `lang`; the first of each where they name nobody. Never raises.

        `accepted` is the browser's Accept-Language, `theme` what was chosen before.
        """
        wanted = said.get("lang") or _best(accepted)
        language = wanted if wanted in languages() else languages()[0]
        return cls(
            PEOPLE.get(said.get("as", ""), next(iter(PEOPLE.values()))),
            CHANNELS.get(said.get("in", ""), next(iter(CHANNELS.values()))),
            language,
            theme if theme in THEMES else "",
            sentences(language),
        )

    def say(self, sentence: str, **values: object) -> str:
        """A sentence of the page in the reader's language; braces mean something only where there are values."""
        found = self.sentences.one(sentence)
        return found.format(**values) if values else found

    def plural(self, one: str, several: str, n: int, **values: object) -> str:
        """A sentence of the page in the form that fits `n`."""
        return self.sentences.many(one, several, n).format(n=n, **values)

    def request(self, thread: str | None = None, message: Quoted | None = None) -> Request:
        """What the dispatcher is asked with."""
        place = Place(PLATFORM, SPACE, self.channel.id, thread)
        return Request(place=place, person=self.person, locale=self.language, message=message)

    def link(self, path: str, **more: str) -> str:
        """The address of a page of ours for the same reader."""
        said = {"as": self.person.id, "lang": self.language, "in": self.channel.id} | more
        return f"{path}?{urlencode(said)}"

    def placed(self, channel: Channel) -> "Reader":
        """The same reader in another room."""
        return replace(self, channel=channel)

    def speaking(self, language: str) -> "Reader":
        """The same reader in another language."""
        return replace(self, language=language, sentences=sentences(language))

    def being(self, person: Person) -> "Reader":
        """Another reader in the same place."""
        return replace(self, person=person)


def _best(accepted: str) -> str:
    """The first of the browser's languages that there is, by tag and then by language: `de, zh-TW;q=0.8` -> `zh`."""
    ranked = sorted(map(_weighed, accepted[:500].split(",")), key=lambda pair: -pair[1])
    for tag, _ in ranked:
        for known in languages():
            if known.lower() in (tag, tag.split("-")[0]):
                return known
    return ""


def _weighed(part: str) -> tuple[str, float]:
    tag, _, weight = part.partition(";q=")
    try:
        return tag.strip().lower(), float(weight or 1)
    except ValueError:
        return tag.strip().lower(), 0.0
