"""Rich text that is too long, as several parts that say the same.

Decides that a part is cut between its elements, and a text that is too long by itself at a sentence or a word.
"""

from collections.abc import Iterator, Sequence

from adapters.slack.spoken import Json, word, words, words_of
from bot.chat.clean import split

_SIGN = 20  # characters kept free for the indent and the bullet of an item


def broken(part: Json, limit: int) -> Iterator[Json]:
    """The part, or several that say the same and are no longer than `limit`."""
    if len(words_of(part)) <= limit:
        yield part
    elif part["type"] == "rich_text_list":
        items = [
            {**item, "elements": piece} for item in part["elements"] for piece in _chunks(item["elements"], limit - 20)
        ]
        for group in _grouped(items, limit):
            yield {**part, "elements": group}
    else:
        for piece in _chunks(part["elements"], limit - 200 if part["type"] == "rich_text_quote" else limit):
            yield {**part, "elements": piece}


def _chunks(elements: Sequence[Json], limit: int) -> Iterator[list[Json]]:
    """Elements in runs of at most `limit` characters; a text that is too long is cut at a sentence or a word."""
    run: list[Json] = []
    room = limit
    for element in _pieces(elements, limit):
        cost = len(word(element))
        if run and cost > room:
            yield run
            run, room = [], limit
        run.append(element)
        room -= cost
    if run:
        yield run


def _pieces(elements: Sequence[Json], limit: int) -> Iterator[Json]:
    for element in elements:
        if element["type"] != "text" or len(word(element)) <= limit:
            yield element
            continue
        # An entity is up to five characters long; a fifth of the limit fits whatever the text consists of.
        for piece in split(element["text"], limit if len(word(element)) == len(element["text"]) else limit // 5):
            yield {**element, "text": piece}


def _grouped(items: Sequence[Json], limit: int) -> Iterator[list[Json]]:
    group: list[Json] = []
    room = limit
    for item in items:
        cost = len(words(item["elements"])) + _SIGN
        if group and cost > room:
            yield group
            group, room = [], limit
        group.append(item)
        room -= cost
    if group:
        yield group
