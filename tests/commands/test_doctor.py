"""`/manage doctor`: what is wrong, what to do, and who can."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from bot.chat.outbox import NotAllowed, OperatorFault, PlaceGone, Removed, TryLater, Use
from bot.chat.place import Audience, Place
from bot.state.moderators import ROLE, Moderator
from bot.state.notes import Notes
from bot.state.schedule import Arrangement
from tests.conversation import ADA, HERE, MODERATOR, Chat
from tests.fakes.outbox import FakeOutbox

DAILY = Arrangement(channel="general", at=time(10), zone="Europe/Berlin", seed="s", ping="42")


@dataclass
class Ward:
    """A moderator in a space, with an outbox that answers as it is told."""

    chat: Chat
    outbox: FakeOutbox
    space: str = ""
    schedules: list[str] = field(default_factory=list)

    async def set_up(self, **chosen: object) -> None:
        """A daily prompt."""
        arrangement = replace(DAILY, **chosen)  # type: ignore[arg-type]
        store = self.chat.app.services.stores.schedules
        made = await store.add(self.space, arrangement, by=MODERATOR.id, channel="desk", now=self.chat.clock())
        self.schedules.append(made.id)

    async def ask(self) -> str:
        """What the doctor says."""
        return await self.chat.say("/manage doctor")


@pytest.fixture
async def ward(small: Chat) -> Ward:
    outbox = FakeOutbox(small.clock, roles=frozenset({"42"}))
    small.app.outboxes.open(HERE.platform, outbox)
    space = await small.app.services.stores.spaces.ensure(HERE.platform, HERE.space, small.clock())
    await small.app.services.stores.notes.put("installed_at", small.clock().isoformat())
    return Ward(small.seat(MODERATOR), outbox, space)


async def test_it_is_for_moderators_and_for_them_alone(ward: Ward) -> None:
    assert "Only moderators" in await ward.chat.seat(ADA).say("/manage doctor")

    await ward.ask()
    assert ward.chat.answer.audience is Audience.PRIVATE


async def test_all_that_is_well_is_said(ward: Ward) -> None:
    await ward.set_up()

    assert await ward.ask() == (
        "All is well\n"
        "- The prompt at 10:00 in #general: the next one comes Sunday 2026-11-22, 10:00 (Europe/Berlin).\n"
        "- The platform lets me in, and its clock and mine agree.\n"
        "- I may do all that is wanted of me in #general.\n"
        "- The roles that are used are there: 42.\n"
        "- What you change is kept.\n"
        "- There is no backup yet; the first is made within a day."
    )


async def test_what_is_wrong_comes_first(ward: Ward) -> None:
    await ward.set_up()
    ward.outbox.lacks = ("Create Public Threads", "Pin Messages")

    said = await ward.ask()

    assert said.startswith(
        "1 thing needs somebody\n"
        "- In #general I lack “Create Public Threads”, “Pin Messages”. Whoever runs this space can give it to me"
    )
    assert "\n\nAll else is well\n- " in said


async def test_everything_is_looked_at_again_with_a_button(ward: Ward) -> None:
    await ward.set_up()
    ward.outbox.lacks = ("Pin Messages",)
    await ward.ask()
    ward.outbox.lacks = ()

    assert (await ward.chat.press("Check again")).startswith("All is well")
    assert ward.chat.answer.replaces


async def test_where_somebody_has_to_type_something_the_words_are_given(ward: Ward) -> None:
    await ward.set_up()
    ward.outbox.lacks = ("/invite @Commonplace",)

    assert "I am not in #general. Anybody there can type /invite @Commonplace." in await ward.ask()


async def test_a_channel_is_asked_once_for_all_that_is_wanted_there(ward: Ward) -> None:
    await ward.set_up(pins=True)
    await ward.set_up(at=time(18))
    await ward.chat.say("/manage settings notices general")
    ward.outbox.calls.clear()

    await ward.ask()

    assert ward.outbox.calls.count("missing") == 1


async def test_the_channel_of_notices_and_that_of_a_session_are_looked_at_too(ward: Ward) -> None:
    await ward.chat.say("/manage settings notices desk")
    await ward.chat.say("/session start taste")
    ward.outbox.fail("missing", PlaceGone("gone"), PlaceGone("gone"))

    said = await ward.ask()

    assert "#general does not exist any more or is archived. /session end ends the session that runs there." in said
    assert "#desk does not exist any more or is archived. A moderator can choose another channel with /manage" in said


async def test_a_channel_that_cannot_be_looked_at_is_no_other_channels_matter(ward: Ward) -> None:
    await ward.set_up()
    await ward.set_up(channel="second", at=time(18))
    ward.outbox.fail("missing", TryLater("The platform asks to wait.", 5))

    said = await ward.ask()

    assert "I could not look at #general: The platform asks to wait. Check again in a few minutes." in said
    assert "I may do all that is wanted of me in #second." in said


async def test_what_nobody_foresaw_is_a_finding_too(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(place: Place, uses: Collection[Use]) -> tuple[str, ...]:
        raise ZeroDivisionError

    await ward.set_up()
    monkeypatch.setattr(ward.outbox, "missing", broken)

    assert "I could not look at #general: Something went wrong on my side" in await ward.ask()


async def test_a_role_that_is_gone_is_told_to_whoever_can_choose_another(ward: Ward) -> None:
    await ward.set_up()
    moderators = ward.chat.app.services.stores.moderators
    await moderators.add(ward.space, Moderator(ROLE, "43"), by=MODERATOR.id, now=ward.chat.clock())
    ward.outbox.roles = frozenset()

    said = await ward.ask()

    assert "The role that the prompt pings does not exist any more (42). A moderator can choose another" in said
    assert "A role that may moderate here does not exist any more (43). Whoever runs this space can take" in said


async def test_nothing_is_said_of_roles_where_the_platform_does_not_tell(ward: Ward) -> None:
    await ward.set_up()
    ward.outbox.roles = None

    assert "role" not in await ward.ask()


async def test_credentials_that_are_refused_are_the_operators(ward: Ward) -> None:
    ward.outbox.fail("visit", OperatorFault("no"))

    assert "does not accept my credentials, so nothing is posted. Whoever runs this bot" in await ward.ask()


async def test_a_space_that_the_bot_is_no_longer_in_is_told(ward: Ward) -> None:
    ward.outbox.fail("visit", Removed("no"))

    assert "I am not in this space any more. Whoever runs this space can invite me again." in await ward.ask()


async def test_a_platform_that_refused_lately_is_told_though_it_answers_again(ward: Ward) -> None:
    await ward.set_up(at=time(10, 5), zone="UTC")
    ward.outbox.fail("post", OperatorFault("no"))
    ward.chat.clock.forward(minutes=65)
    await ward.chat.app.sender.turn()

    assert "refused my credentials lately, so nothing is posted for up to ten minutes." in await ward.ask()


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (7, "7 minutes behind the platform's, so prompts come too late. Whoever runs this bot has to set the clock"),
        (-90, "90 minutes ahead of the platform's, so prompts come too early. Whoever runs this bot has to set"),
    ],
)
async def test_a_clock_that_is_wrong_is_held_against_the_platforms(ward: Ward, minutes: int, told: str) -> None:
    ward.outbox.time = ward.chat.clock() + timedelta(minutes=minutes)

    assert told in await ward.ask()


async def test_clocks_that_differ_by_some_seconds_agree(ward: Ward) -> None:
    ward.outbox.time = ward.chat.clock() + timedelta(seconds=50)

    assert "its clock and mine agree" in await ward.ask()


async def test_where_nothing_can_be_posted_that_is_told_if_anything_is_to_be(ward: Ward) -> None:
    ward.chat.app.outboxes.close(HERE.platform)
    assert "post nothing" not in await ward.ask()

    await ward.set_up()
    assert "I post nothing by myself here at the moment. Whoever runs this bot" in await ward.ask()


async def test_a_paused_prompt_is_well(ward: Ward) -> None:
    await ward.set_up(is_paused=True)

    said = await ward.ask()

    assert said.startswith("All is well")
    assert "paused by a moderator; /daily resume starts it again." in said


async def test_a_prompt_that_fails_says_since_when_and_why(ward: Ward) -> None:
    await ward.set_up(zone="UTC")
    for _ in range(3):
        ward.outbox.fail("post", PlaceGone("It is gone."))
        await day_passes(ward)

    said = await ward.ask()

    assert "it could not be posted on 3 days, since Saturday 2026-11-21. The channel does not exist any more" in said
    assert "So I have paused it; once that is mended, a moderator starts it again with /daily resume." in said


async def test_a_prompt_that_may_not_be_posted_says_so(ward: Ward) -> None:
    await ward.set_up(zone="UTC")
    ward.outbox.fail("post", *(NotAllowed("no", "Send Messages") for _ in range(2)))
    await day_passes(ward)

    assert "it could not be posted on 1 day, since Saturday 2026-11-21. I was not allowed to." in await ward.ask()


async def day_passes(ward: Ward) -> None:
    """A day in which the sender looks often enough."""
    for _ in range(24):
        ward.chat.clock.forward(hours=1)
        await ward.chat.app.sender.turn()


async def test_a_zone_that_is_not_known_any_more_is_told(ward: Ward) -> None:
    await ward.set_up(zone="Atlantis/Capital", at=time(23))

    assert "I do not know the time zone Atlantis/Capital. A moderator can choose another with /daily set." in (
        await ward.ask()
    )


async def test_a_prompt_without_a_day_left_is_told(ward: Ward) -> None:
    await ward.set_up(pauses=((date(2026, 1, 1), date(2036, 1, 1)),))

    assert "No day of the next two years is left by its weekdays and pauses. A moderator can change them" in (
        await ward.ask()
    )


async def test_a_store_that_takes_nothing_is_told(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(self: Notes, name: str, value: str) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(Notes, "put", full)

    assert "Nothing can be kept at the moment, so nothing is posted by itself either. Whoever runs this bot" in (
        await ward.ask()
    )


async def test_a_backup_says_how_old_it_is(ward: Ward) -> None:
    await ward.chat.app.services.stores.copies.make(ward.chat.clock())
    ward.chat.clock.forward(hours=20)
    assert "The newest backup is 20 hours old." in await ward.ask()

    ward.chat.clock.forward(days=6)
    assert "The newest backup is 6 days old. Whoever runs this bot finds the reason in its log" in await ward.ask()


async def test_a_bot_that_never_made_a_backup_is_told(ward: Ward) -> None:
    ward.chat.clock.forward(days=3)

    assert "There is no backup. Whoever runs this bot" in await ward.ask()


async def test_backups_that_others_make_are_left_to_them(ward: Ward) -> None:
    ward.chat.app.services.stores.copies.leave_to_others()
    ward.chat.clock.forward(days=3)

    assert "Backups are not made by me; whoever runs this bot knows how old they are." in await ward.ask()


async def test_another_space_is_not_looked_at(ward: Ward) -> None:
    await ward.set_up()
    elsewhere = ward.chat.seat(MODERATOR, place=replace(HERE, space="elsewhere"))

    assert "10:00" not in await elsewhere.say("/manage doctor")
