"""Queries for a text that somebody remembers: some of its words, with slips, and the text that is looked for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

KINDS = ("phrase", "phrase, 1 slip", "phrase, 2 slips", "one word", "one word, 1 slip", "scattered words")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONG = 5  # letters from which a word alone is asked for, or misspelt


@dataclass(frozen=True, slots=True)
class KnownItem:
    """What is typed, and the place of the text it was taken from."""

    kind: str
    typed: str
    place: int


def known_items(texts: Sequence[str], number: int) -> list[KnownItem]:
    """That many queries, the kinds in turn; words asked for alone stand in one text only."""
    random = Random(7)
    held = Counter(word for text in texts for word in set(text.split()))
    return [_item(KINDS[at % len(KINDS)], texts, held, random) for at in range(number)]


def slip(word: str, random: Random) -> str:
    """The word with a letter left out, put in, changed or turned with the next."""
    at = random.randrange(len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return random.choice(
        [before + after, before + random.choice(LETTERS) + letter + after, before + random.choice(LETTERS) + after,
         before + after[0] + letter + after[1:]]
    )  # fmt: skip


def _item(kind: str, texts: Sequence[str], held: Counter[str], random: Random) -> KnownItem:
    place, words = next(_fitting(texts, random))
    if kind.startswith("one word"):
        place, words = next(_with_a_word_of_its_own(texts, held, random))
    elif kind == "scattered words":
        words = random.sample(words, 4)
    else:
        first = random.randrange(len(words) - 3)
        words = words[first : first + random.randint(4, 6)]
    slips = next((int(part) for part in kind.split() if part.isdigit()), 0)
    for at in random.sample([at for at, word in enumerate(words) if len(word) >= LONG] or [0], 1 if slips else 0):
        words[at] = slip(words[at], random)
    if slips == 2:
        at = random.choice([at for at, word in enumerate(words) if len(word) > 1])
        words[at] = slip(words[at], random)
    return KnownItem(kind, " ".join(words), place)


def _fitting(texts: Sequence[str], random: Random) -> Iterator[tuple[int, list[str]]]:
    while True:
        place = random.randrange(len(texts))
        words = texts[place].split()
        if len(words) >= 6 and sum(len(word) >= LONG for word in words) >= 2:
            yield place, words


def _with_a_word_of_its_own(
    texts: Sequence[str], held: Counter[str], random: Random
) -> Iterator[tuple[int, list[str]]]:
    for place, words in _fitting(texts, random):
        own = [word for word in words if held[word] == 1 and len(word) > LONG]
        if own:
            yield place, [random.choice(own)]
