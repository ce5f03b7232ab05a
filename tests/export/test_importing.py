"""Taking a file in: what is shown, what is done, and what is not."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.chat.outbox import PlaceGone
from bot.chat.place import Audience, Place
from bot.state.retention import FILES
from bot.state.submission import SPACE_WAITING
from tests.conversation import ADA, BEN, HERE, MODERATOR, Chat
from tests.export.files import WHOLE, text_with
from tests.export.taking import bring, comparable, take
from tests.export.test_exporting import furnished
from tests.fakes.outbox import FakeOutbox
from tests.state.test_tenants import rows_of

ELSEWHERE = Place("test", "another", "lounge")
HEAD = ("format", "version", "library", "exported_at", "home")
ONLY_OWN = dict.fromkeys(name for name in WHOLE if name not in (*HEAD, "own"))


@pytest.fixture
def owner(small: Chat) -> Chat:
    """Whoever runs the space of the file."""
    return small.seat(MODERATOR)


@pytest.fixture
def other(small: Chat) -> Chat:
    """Whoever runs another space."""
    return small.seat(MODERATOR, ELSEWHERE)


def own(*items: dict[str, Any], last: int = 100, waiting: int = 0) -> str:
    """A file with these items in the group's own library."""
    (approved,), (waits,) = WHOLE["own"]["approved"], WHOLE["own"]["waiting"]
    some = [{**waits, "words": f"What about the number {number}?"} for number in range(waiting)]
    parts = {"last": last, "approved": [approved | item for item in items], "waiting": some}
    return text_with(**ONLY_OWN, own=parts)


async def test_members_import_nothing(small: Chat) -> None:
    assert "Only moderators" in await bring(small, text_with())


async def test_a_file_is_shown_before_anything_is_done(owner: Chat) -> None:
    stores = owner.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, owner.clock())

    shown = await bring(owner, text_with())

    assert "Nothing is changed yet." in shown
    assert "lookups: private" in shown
    assert owner.labels == ["Import", "Put it away"]
    assert owner.answer.audience is Audience.PRIVATE
    rows = await rows_of(stores.database, space)
    assert [table for table, found in rows.items() if found] == ["imports"]


async def test_what_was_shown_is_done_when_somebody_presses(owner: Chat) -> None:
    await bring(owner, own({}))

    assert "Imported." in await owner.press("Import")

    assert "Beauty guides." in await owner.say("/quote OUR-1")
    assert "import: 1 entry, by mo" in await owner.say("/manage log")


async def test_a_file_is_taken_once(owner: Chat) -> None:
    await bring(owner, own({}))
    button = owner.reply.controls[0].does.encode()
    await owner.send(button)

    assert "does not wait any more" in await owner.send(button)


async def test_a_file_waits_for_an_hour(owner: Chat) -> None:
    await bring(owner, own({}))
    owner.clock.time += FILES + timedelta(seconds=1)

    assert "does not wait any more" in await owner.press("Import")


async def test_a_file_that_is_put_away_is_gone(owner: Chat) -> None:
    await bring(owner, own({}))
    button = owner.reply.controls[0].does.encode()

    assert "Nothing was imported" in await owner.press("Put it away")

    assert "does not wait any more" in await owner.send(button)


async def test_the_button_of_one_space_imports_nothing_into_another(owner: Chat, other: Chat) -> None:
    await bring(owner, own({}))

    assert "does not wait any more" in await other.send(owner.reply.controls[0].does.encode())


async def test_a_member_cannot_press_the_button_of_a_moderator(owner: Chat, small: Chat) -> None:
    await bring(owner, own({}))

    assert "Only moderators" in await small.send(owner.reply.controls[0].does.encode())


async def test_what_would_be_something_else_by_now_is_shown_again(owner: Chat) -> None:
    await bring(owner, text_with())
    button = owner.reply.controls[0].does.encode()
    await owner.say("/manage settings lookups private")

    again = await owner.send(button)

    assert "Something was changed here meanwhile." in again
    assert "Imported." in await owner.press("Import")


async def test_a_file_of_the_space_as_it_is_changes_nothing(small: Chat) -> None:
    owner = await furnished(small)

    shown = await bring(owner, await take(owner))

    assert "It would change nothing here." in shown
    assert "Left out" not in shown
    assert owner.labels == []


async def test_what_a_file_of_this_space_does_not_hold_is_taken_away_and_said(owner: Chat) -> None:
    await owner.say("/manage settings zone Europe/Berlin")
    await owner.say("/manage hide SCA-02")

    shown = await bring(owner, text_with(settings=[], hidden=[], schedules=None))
    await owner.press("Import")

    assert "Removed (1)\n- zone: Europe/Berlin" in shown
    assert "Removed (1)\n- SCA-02" in shown
    assert "zone: UTC (the default)" in await owner.say("/manage settings")


async def test_a_part_that_a_file_does_not_have_is_left_alone(owner: Chat) -> None:
    await owner.say("/manage settings zone Europe/Berlin")

    await bring(owner, own({}))
    await owner.press("Import")

    assert "zone: Europe/Berlin" in await owner.say("/manage settings")


async def test_a_file_of_another_space_takes_nothing_away(other: Chat) -> None:
    await other.say("/manage settings zone Europe/Berlin")
    await other.say("/manage hide SCA-02")

    shown = await bring(other, text_with())
    await other.press("Import")

    assert "nothing that is here is taken away" in shown
    assert "Removed" not in shown
    assert "zone: Europe/Berlin" in await other.say("/manage settings")
    assert "SCA-02" in await other.say("/manage hide")


async def test_channels_roles_and_people_of_another_space_are_left_out_with_a_reason(other: Chat) -> None:
    shown = await bring(other, text_with())

    assert "lookups general: public – It is about a channel or a role of another space." in shown
    assert "person ben – People and roles of another space are not taken over." in shown
    assert "10:00 Europe/Berlin general – Its channel is not here." in shown
    assert "2026-11-21 Taste – Its channel is not here." in shown


async def test_a_channel_that_is_named_takes_what_has_none_here(other: Chat) -> None:
    shown = await bring(other, text_with(), channel="lounge")
    await other.press("Import")

    assert "10:00 Europe/Berlin #lounge" in shown
    assert "It comes without the role" in shown
    space = await other.app.services.stores.spaces.ensure("test", "another", other.clock())
    (schedule,) = await other.app.services.stores.schedules.of(space)
    assert (schedule.chosen.channel, schedule.chosen.ping) == ("lounge", "")
    assert "2026-11-21 Taste" in await other.say("/session minutes")


async def test_a_channel_that_is_gone_is_told(owner: Chat) -> None:
    outbox = FakeOutbox(owner.clock)
    outbox.fail("missing", PlaceGone("gone"))
    owner.app.outboxes.open("test", outbox)

    shown = await bring(owner, text_with())

    assert "10:00 Europe/Berlin general – Its channel is not here." in shown


async def test_only_whoever_runs_the_space_changes_who_moderates(owner: Chat, small: Chat) -> None:
    await owner.say("/manage moderators")
    await owner.press("Add")
    await owner.fill(person="ada")

    shown = await bring(small.seat(ADA), text_with())

    assert "person ben – Only whoever runs this space can do that." in shown
    assert "person ada – Only whoever runs this space can do that." in shown


async def test_whoever_runs_the_space_gets_its_moderators_back(owner: Chat, small: Chat) -> None:
    await bring(owner, text_with())
    await owner.press("Import")

    assert "What was changed" in await small.seat(BEN).say("/manage log")
    assert "moderator ben: nothing → yes, by mo" in await owner.say("/manage log")


async def test_an_item_keeps_its_number_where_nobody_had_it(owner: Chat) -> None:
    question = {"id": "OUR-P9", "kind": "prompt", "words": "What would you keep?"}
    shown = await bring(owner, own({"id": "OUR-7"}, question))
    await owner.press("Import")

    assert "- OUR-7 Beauty guides." in shown
    found = await owner.app.services.stores.submissions.approved(await space_of(owner))
    assert {one.item for one in found} == {"OUR-7", "OUR-P9"}


async def test_an_item_gets_another_number_where_it_was_given_before(other: Chat) -> None:
    await contribute(other, "Simplicity guides.")

    shown = await bring(other, own({}, {"id": "OUR-2", "words": "Two guides."}))
    await other.press("Import")

    assert "- OUR-3 (OUR-1) Beauty guides." in shown
    assert "- OUR-2 Two guides." in shown
    assert "Simplicity guides." in await other.say("/quote OUR-1")
    assert "Beauty guides." in await other.say("/quote OUR-3")


async def test_a_number_is_not_given_again_after_an_import(owner: Chat) -> None:
    await bring(owner, own({}, last=41))
    await owner.press("Import")

    await contribute(owner, "Simplicity guides.")

    assert "Simplicity guides." in await owner.say("/quote OUR-42")


async def test_what_refers_to_an_item_follows_it_to_its_number_here(other: Chat) -> None:
    await contribute(other, "Simplicity guides.")
    parts = WHOLE["own"] | {"waiting": []}

    await bring(other, text_with(own=parts, hidden=["OUR-1"], plan=None))
    await other.press("Import")

    assert "OUR-2" in await other.say("/manage hide")
    assert "Simplicity guides." in await other.say("/quote OUR-1")


async def test_an_item_that_is_here_already_stays_as_it_is(owner: Chat) -> None:
    await contribute(owner, "Beauty guides.", source="Somewhere else")

    shown = await bring(owner, own({"id": "OUR-5", "words": "beauty   guides."}))

    assert "OUR-5 beauty guides. – It is here as OUR-1, with another topic or source, and stays as it is." in shown


async def test_nobody_is_named_by_an_import(owner: Chat) -> None:
    await bring(owner, text_with(moderators=None, log=None))
    await owner.press("Import")

    stores = owner.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, owner.clock())
    assert "Ada" not in repr(await rows_of(stores.database, space))


async def test_a_file_that_waits_names_nobody(owner: Chat) -> None:
    await bring(owner, text_with())

    stores = owner.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, owner.clock())
    assert "Ada" not in repr(await rows_of(stores.database, space))


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"settings": [{"name": "colour", "value": "red"}]}, "colour: red – There is no such setting here."),
        ({"settings": [{"name": "lookups", "value": "red"}]}, "lookups: red – It may not have this value."),
        ({"settings": [{"name": "zone", "value": "Mars/Base"}]}, "zone: Mars/Base – It may not have this value."),
        (
            {"settings": [{"name": "zone", "value": "UTC", "channel": "general"}]},
            "zone general: UTC – It is the same in all channels of a space.",
        ),
        ({"hidden": ["XYZ-01", "OUR-9"]}, "Left out (2)\n- OUR-9 – It is not in the library here."),
        ({"sources_off": ["nowhere"]}, "nowhere – It is not in the library here."),
        ({"plan": {"plan": "nowhere", "dates": {}}}, "nowhere – It is not in the library here."),
    ],
)
async def test_what_means_nothing_here_is_left_out_with_a_reason(owner: Chat, parts: Any, told: str) -> None:
    others = dict.fromkeys(["settings", "hidden", "sources_off", "plan", "schedules", "moderators"])

    assert told in await bring(owner, text_with(**(others | parts)))


@pytest.mark.parametrize(
    ("other_fields", "told"),
    [
        ({"zone": "Mars/Base"}, "There is no time zone “Mars/Base”."),
        ({"topics": ["nowhere"]}, "None of its topics is in the library here."),
        ({"topics": ["taste", "nowhere"]}, "nowhere – It comes without what is not in the library here."),
    ],
)
async def test_a_schedule_that_cannot_be_is_left_out_with_a_reason(
    owner: Chat, other_fields: dict[str, Any], told: str
) -> None:
    (schedule,) = WHOLE["schedules"]

    assert told in await bring(owner, text_with(schedules=[schedule | other_fields]))


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"topic": "nowhere"}, "Its topic is not in the library here."),
        ({"id": "OUR-9000"}, "Its number is so high that few would be left."),
    ],
)
async def test_an_item_that_cannot_be_is_left_out_with_a_reason(owner: Chat, item: Any, told: str) -> None:
    assert told in await bring(owner, own(item, last=9999))


async def test_no_more_waits_than_may(owner: Chat) -> None:
    shown = await bring(owner, own(waiting=SPACE_WAITING + 1))

    assert f"Added ({SPACE_WAITING})" in shown
    assert "Too many suggestions wait here." in shown


async def test_an_import_is_undone_as_a_whole(small: Chat) -> None:
    owner = await furnished(small)
    before = comparable(await take(owner))
    later = json.loads(text_with(moderators=None, plan=None))
    await bring(owner, json.dumps(later))
    await owner.press("Import")

    assert "is what it was before" in await undo(owner)

    assert comparable(await take(owner), own=before.own) == before
    assert "import: taken back, by mo (undone)" in await owner.say("/manage log")


async def test_an_undone_import_gives_no_number_a_second_time(owner: Chat) -> None:
    await bring(owner, own({}, last=1))
    await owner.press("Import")
    await undo(owner)

    await contribute(owner, "Simplicity guides.")

    assert "Simplicity guides." in await owner.say("/quote OUR-2")


async def test_what_was_decided_since_stays_when_an_import_is_undone(owner: Chat) -> None:
    await bring(owner, own({}, waiting=1))
    await owner.press("Import")
    await owner.say("/review")
    (waiting,) = await owner.app.services.stores.submissions.waiting(await space_of(owner))
    await owner.send(f"cp1:review.reject:{waiting.id}:1:no")

    await undo(owner)

    kept = await owner.app.services.stores.submissions.get(await space_of(owner), waiting.id)
    assert kept is not None


async def test_an_import_that_was_changed_since_is_not_undone(owner: Chat) -> None:
    await bring(owner, text_with(settings=[{"name": "lookups", "value": "private"}]))
    await owner.press("Import")
    owner.clock.forward(minutes=1)
    await owner.say("/manage settings lookups public")

    assert "setting lookups was changed again since." in await undo(owner)


async def test_a_choice_that_an_import_changed_is_not_undone_over_it(owner: Chat) -> None:
    await owner.say("/manage settings lookups public")
    owner.clock.forward(minutes=1)
    await bring(owner, text_with(settings=[{"name": "lookups", "value": "private"}], moderators=None))
    await owner.press("Import")

    assert "setting lookups was changed again since." in await undo(owner, "setting lookups")


async def test_a_wrong_file_is_refused_with_its_place(owner: Chat) -> None:
    told = await bring(owner, text_with().replace('"private"', '"pri\u202evate"', 1))

    assert "Nothing was imported. Line 1, column 193 (settings[0].value)." in told
    assert "There is a character here that nobody sees (U+202E). Delete it." in told
    assert owner.reply.is_error


async def test_mentions_in_a_file_ping_nobody(owner: Chat) -> None:
    await bring(owner, own({"words": "@everyone <!channel> <@1> guides."}))
    await owner.press("Import")

    await owner.say("/quote OUR-1")

    assert owner.reply.mentions == ()


async def test_the_same_file_twice_is_the_same_as_once(other: Chat) -> None:
    await bring(other, text_with(), channel="lounge")
    await other.press("Import")

    assert "It would change nothing here." in await bring(other, text_with(), channel="lounge")


async def contribute(chat: Chat, words: str, source: str = "His notes") -> None:
    """Suggest a quotation and approve it."""
    await chat.say("/suggest quote")
    await chat.fill(words=words, speaker="Ben", source=source, topic="taste")
    await chat.say("/review")
    await chat.press("Approve")


async def undo(chat: Chat, subject: str = "import") -> str:
    """Undo the latest change of a subject."""
    store = chat.app.services.stores.changes
    found = await store.latest(await space_of(chat), subject=subject)
    return await chat.send("cp1:log.undo", [found[0].id])


async def space_of(chat: Chat) -> str:
    return await chat.app.services.stores.spaces.ensure(chat.place.platform, chat.place.space, chat.clock())
