"""What a room remembers, and who is told."""

from datetime import UTC, datetime

from adapters.web.listeners import LAG
from adapters.web.message import Said
from adapters.web.room import ENTRIES, Change, Rooms
from bot.chat.reply import Reply

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_a_listener_is_told_of_new_edited_and_removed_entries() -> None:
    room = Rooms().room("a")

    with room.listeners.one() as listener:
        message = room.post(Reply("One"), NOW)
        room.edit(message, Reply("Two"))
        room.remove(message)

    told = [listener.get_nowait() for _ in range(3)]
    assert [(one.number, one.message.text, one.gone) for one in told if isinstance(one, Change)] == [
        (1, "One", False),
        (2, "Two", False),
        (3, "Two", True),
    ]


def test_each_edit_has_a_higher_version() -> None:
    room = Rooms().room("a")
    message = room.post(Reply("One"), NOW)

    assert room.edit(room.edit(message, Reply("Two")), Reply("Three")).version == 3


def test_somebody_who_comes_back_is_told_what_they_missed() -> None:
    room = Rooms().room("a")
    room.post(Said("One"), NOW)
    seen = room.last
    room.post(Said("Two"), NOW)

    missed = room.since(seen)

    assert missed is not None
    assert [change.message.text for change in missed] == ["Two"]


def test_a_mark_that_is_not_known_means_to_load_anew() -> None:
    room = Rooms().room("a")
    room.post(Said("One"), NOW)

    assert room.since(2) is None


def test_a_room_forgets_its_oldest_entries() -> None:
    room = Rooms().room("a")

    first, *_ = [room.post(Said("x"), NOW) for _ in range(ENTRIES + 1)]

    assert len(room.seen_by("ada")) == ENTRIES
    assert room.get(first.id, "ada") is None


def test_a_listener_that_lags_is_let_go() -> None:
    room = Rooms().room("a")

    with room.listeners.one() as listener:
        _ = [room.post(Said("x"), NOW) for _ in range(LAG + 1)]
        told = [listener.get_nowait() for _ in range(LAG)]

    assert told[-1] is None


def test_an_entry_that_was_removed_is_not_edited_back() -> None:
    room = Rooms().room("a")
    message = room.post(Reply("One"), NOW)
    room.remove(message)

    room.edit(message, Reply("Two"))

    assert room.seen_by("ada") == []


def test_numbers_are_unique_over_all_rooms() -> None:
    rooms = Rooms()

    assert rooms.room("a").post(Said("x"), NOW).number < rooms.room("b").post(Said("x"), NOW).number


def test_an_id_that_is_no_number_finds_nothing() -> None:
    assert Rooms().room("a").get("²", "ada") is None


def test_a_branch_begins_with_what_was_said_and_changes_nothing_of_it() -> None:
    room = Rooms().room("a")
    message = room.post(Reply("One"), NOW)

    branch = room.branch()
    branch.edit(message, Reply("Two"))
    branch.post(Reply("Three"), NOW)

    assert [one.text for one in branch.seen_by("ada")] == ["Two", "Three"]
    assert [one.text for one in room.seen_by("ada")] == ["One"]


def test_whoever_listens_is_told_what_differs_when_a_conversation_is_resumed() -> None:
    room = Rooms().room("a")
    edited, removed, kept = (room.post(Reply(text), NOW) for text in ("One", "Two", "Three"))
    branch = room.branch()
    branch.edit(edited, Reply("One!"))
    branch.remove(removed)
    added = branch.post(Reply("Four"), NOW)
    real = room.post(Reply("Five"), NOW)

    with branch.listeners.one() as listener:
        room.resume(branch)
        told = [listener.get_nowait() for _ in range(listener.qsize())]

    changes = [(one.message.number, one.message.text, one.gone) for one in told if isinstance(one, Change)]
    assert changes == [
        (edited.number, "One", False),
        (removed.number, "Two", False),
        (added.number, "Four", True),
        (real.number, "Five", False),
    ]
    assert kept.number not in [number for number, _, _ in changes]


def test_what_is_resumed_has_a_higher_version_than_the_branch_ever_gave_it() -> None:
    room = Rooms().room("a")
    message = room.post(Reply("One"), NOW)
    branch = room.branch()
    for text in ("Two", "Three"):
        edited = branch.edit(message, Reply(text))
    branch.remove(edited)

    room.resume(branch)

    (resumed,) = room.seen_by("ada")
    assert resumed.version > edited.version


def test_a_page_that_missed_the_way_back_loads_anew() -> None:
    room = Rooms().room("a")
    branch = room.branch()
    branch.post(Reply("One"), NOW)
    seen = branch.last
    branch.post(Reply("Two"), NOW)

    room.resume(branch)

    assert room.since(seen) is None
    assert [change.gone for change in room.since(branch.last) or []] == [True, True]


def test_a_room_that_was_entered_in_the_branch_alone_is_told_too() -> None:
    rooms = Rooms()
    branch = rooms.branch()
    with branch.room("b").listeners.one() as listener:
        rooms.resume(branch)
        rooms.room("b").post(Reply("One"), NOW)

        assert listener.qsize() == 1
