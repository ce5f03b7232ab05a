"""What a room remembers, and who is told."""

from datetime import UTC, datetime

from adapters.web.message import Said
from adapters.web.room import ENTRIES, LAG, Rooms
from bot.chat.reply import Reply

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_a_listener_is_told_of_new_edited_and_removed_entries() -> None:
    room = Rooms().room("a")

    with room.listening() as listener:
        message = room.post(Reply("One"), NOW)
        room.edit(message, Reply("Two"))
        room.remove(message)

    told = [listener.get_nowait() for _ in range(3)]
    assert [(one.number, one.message.text, one.gone) for one in told if one] == [
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

    with room.listening() as listener:
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
