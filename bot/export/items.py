"""What becomes of the group's own library when a file is taken in.

Decides that an item which is here already (the same words) stays as it is, whatever the file says of it; that an item
keeps its number where nobody here ever had that number, and gets the next one else; and that numbers are never so used
up that the group could not go on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import ValidationError

from bot.export.difference import Here, Sorting, shortened
from bot.export.records import OWN_LAST, Item, Own, Suggested
from bot.library.origin import Origin
from bot.library.own import OwnItem, pack_of
from bot.library.records import PromptKind
from bot.state.holding import NewItem
from bot.state.submission import OWN_QUOTE, SPACE_WAITING, Content, Submission, own_id
from bot.texts import noted

LEFT_FREE = 1000  # numbers that a file leaves to the group
SHOWN = 80  # characters of an item that are shown


@dataclass(slots=True)
class Joined:
    """What comes along, and under which id each item of the file is found here."""

    sorting: Sorting = field(default_factory=lambda: Sorting(noted("This group's own library")))
    items: list[NewItem] = field(default_factory=list)
    last: int = 0
    renamed: dict[str, str] = field(default_factory=dict)


def joined(own: Own | None, here: Here) -> Joined:
    """What of a file's library comes to the library here."""
    found = Joined(last=here.holding.last)
    if own is None:
        return found
    _approved(own, here, found)
    _waiting(own.waiting, here, found)
    if here.is_home and found.last < own.last <= OWN_LAST - LEFT_FREE:
        # Numbers were given after these, to items that are gone: they are not given again either.
        found.sorting.compare(OWN_QUOTE, str(found.last), str(own.last))
        found.last = own.last
    return found


def _approved(own: Own, here: Here, found: Joined) -> None:
    known = {_key(one.kind, one.content.words): one for one in here.holding.approved}
    # Those that keep their number come first, so that nobody else is given it.
    for item in sorted(own.approved, key=lambda one: (one.number <= here.holding.last, one.number)):
        there = known.get(_key(item.kind, item.words))
        if there is not None and there.item:
            found.renamed[item.id] = there.item
            _meet(item, there, found)
        elif why := _refusal(item, here):
            found.sorting.leave(_shown(item.id, item), why)
        else:
            _add(item, found, keeps=item.number > here.holding.last)


def _meet(item: Item, there: Submission, found: Joined) -> None:
    """An item whose words are here already."""
    if _about(_content(item)) == _about(there.content):
        found.sorting.same += 1
        return
    why = noted("It is here as {id}, with another topic or source, and stays as it is.")
    found.sorting.leave(_shown(item.id, item), why, id=there.item)


def _add(item: Item, found: Joined, *, keeps: bool) -> None:
    number = item.number if keeps else found.last + 1
    if number > OWN_LAST - LEFT_FREE:
        found.sorting.leave(_shown(item.id, item), noted("Its number is so high that few would be left."))
        return
    found.last = max(found.last, number)
    id = own_id(item.kind, number)  # noqa: A001 - what people call it
    found.renamed[item.id] = id
    found.sorting.compare(_shown(id if id == item.id else f"{id} ({item.id})", item), None, "")
    new = NewItem(item.kind, _content(item), item.raised, item.sent_at, id, item.approved_at)
    found.items.append(new)


def _waiting(waiting: Iterable[Suggested], here: Here, found: Joined) -> None:
    known = {_key(one.kind, one.content.words) for one in (*here.holding.approved, *here.holding.waiting)}
    room = SPACE_WAITING - len(here.holding.waiting)
    for one in waiting:
        if _key(one.kind, one.words) in known:
            found.sorting.same += 1
        elif one.topic and one.topic not in here.library.topics:
            found.sorting.leave(_words(one), _NO_TOPIC, topic=one.topic)
        elif room <= 0:
            found.sorting.leave(_words(one), noted("Too many suggestions wait here. Decide on some first."))
        else:
            room -= 1
            known.add(_key(one.kind, one.words))
            found.sorting.compare(_words(one), None, "")
            found.items.append(NewItem(one.kind, _content(one), one.raised, one.sent_at))


_NO_TOPIC = noted("There is no topic “{topic}” in the library here.")


def _refusal(item: Item, here: Here) -> str:
    """Why an item cannot be part of the library here; empty where it can."""
    if item.topic not in here.library.topics:
        return noted("Its topic is not in the library here.")
    own = OwnItem(
        id=item.id,
        words=item.words,
        topic=item.topic,
        origin=Origin(""),
        speaker=item.speaker,
        source=item.source,
        kind=PromptKind(item.asks),
    )
    try:
        pack_of([own], here.library)
    except ValidationError:
        return noted("It does not fit the library's own limits.")
    return ""


def _key(kind: str, words: str) -> tuple[str, str]:
    return kind, " ".join(words.split()).casefold()


def _about(content: Content) -> tuple[str, ...]:
    parts = content.topic, content.speaker, content.source, content.asks
    return tuple(" ".join(part.split()) for part in parts)


def _content(one: Suggested) -> Content:
    return Content(one.words, one.topic, one.speaker, one.source, str(one.asks))


def _shown(id: str, item: Suggested) -> str:  # noqa: A002 - what people call it
    return f"{id} {_words(item)}"


def _words(one: Suggested) -> str:
    return shortened(" ".join(one.words.split()), SHOWN)
