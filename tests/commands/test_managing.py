"""`/manage`: settings, moderators, the log and undo."""

from dataclasses import replace

import pytest

from bot.chat.place import Audience
from tests.conversation import ADA, BEN, MODERATOR, Chat

OWNER = MODERATOR


async def test_members_change_nothing(small: Chat) -> None:
    assert "Only moderators" in await small.say("/manage settings lookups private")
    assert "Only moderators" in await small.say("/manage log")


async def test_settings_show_what_holds_and_where_it_comes_from(small: Chat) -> None:
    owner = small.seat(OWNER)
    assert "lookups: public (the default)" in await owner.say("/manage settings")

    await owner.say("/manage settings lookups private")
    assert "lookups: private (chosen for this space)" in await owner.say("/manage settings")

    await owner.say("/manage settings lookups public here")
    assert "lookups: public (chosen for this channel)" in await owner.say("/manage settings")


async def test_a_setting_changes_what_members_get(small: Chat) -> None:
    await small.seat(OWNER).say("/manage settings lookups private")

    await small.say("/quote SCA-01")

    assert small.answer.audience is Audience.PRIVATE


async def test_a_setting_can_be_changed_by_a_form(small: Chat) -> None:
    owner = small.seat(OWNER)
    await owner.say("/manage settings")
    await owner.choose("Change a setting", "zone")

    assert "zone is now Europe/Berlin" in await owner.fill(value="berlin")


async def test_a_setting_can_be_taken_back(small: Chat) -> None:
    owner = small.seat(OWNER)
    await owner.say("/manage settings lookups private")

    await owner.say("/manage settings lookups default")

    assert "lookups: public (the default)" in await owner.say("/manage settings")


async def test_a_wrong_value_is_answered_with_what_it_may_be(small: Chat) -> None:
    owner = small.seat(OWNER)

    assert "lookups may be: public, private." in await owner.say("/manage settings lookups sometimes")
    assert "Close: Europe/Berlin" in await owner.say("/manage settings zone Europe/Berlni")
    assert "“colour” is not one of: lookups" in await owner.say("/manage settings colour red")
    assert "same in all channels" in await owner.say("/manage settings zone UTC here")


async def test_a_channel_can_be_typed_as_the_platforms_write_it(small: Chat) -> None:
    owner = small.seat(OWNER)

    assert "notices is now #C42" in await owner.say("/manage settings notices <#C42|hosts>")
    assert "notices: #C42 (chosen for this space)" in await owner.say("/manage settings")
    assert "Choose it from the list" in await owner.say('/manage settings notices "the back room"')


async def test_everybody_is_never_a_role_to_ping(small: Chat) -> None:
    owner = small.seat(OWNER)

    assert "never ping everybody" in await owner.say("/manage settings ping everyone")
    assert "ping is now 77" in await owner.say("/manage settings ping <@&77>")


async def test_values_are_completed(small: Chat) -> None:
    owner = small.seat(OWNER)

    assert "Europe/Berlin" in await owner.suggested("manage settings", "value", "berl")


async def test_whoever_runs_the_space_makes_moderators(small: Chat) -> None:
    owner, ben = small.seat(OWNER), small.seat(BEN)
    await owner.say("/manage moderators")
    await owner.press("Add")
    assert "the person ben" in await owner.fill(person="ben")

    assert "lookups is now private" in await ben.say("/manage settings lookups private")


async def test_a_role_can_moderate(small: Chat) -> None:
    owner = small.seat(OWNER)
    await owner.say("/manage moderators")
    await owner.press("Add")
    await owner.fill(role="42")

    hosting = small.seat(replace(ADA, roles=("41", "42")))

    assert "What was changed" in await hosting.say("/manage log")


async def test_moderators_make_no_moderators(small: Chat) -> None:
    owner, ben = small.seat(OWNER), small.seat(BEN)
    await owner.say("/manage moderators")
    await owner.press("Add")
    await owner.fill(person="ben")

    await ben.say("/manage moderators")

    assert "Only whoever runs this space" in await ben.press("Add")
    assert "Only whoever runs this space" in await ben.send("cp1:moderators.remove", ["person ben"])


async def test_a_moderator_can_be_removed(small: Chat) -> None:
    owner = small.seat(OWNER)
    await owner.say("/manage moderators")
    await owner.press("Add")
    await owner.fill(person="ben")

    assert "nobody yet" in await owner.choose("Remove", "person ben")
    assert "Only moderators" in await small.seat(BEN).say("/manage log")


async def test_the_log_says_who_changed_what(small: Chat) -> None:
    owner = small.seat(OWNER)
    assert "Nothing has been changed" in await owner.say("/manage log")
    await owner.say("/manage settings lookups private")

    assert "setting lookups: nothing → private, by mo" in await owner.say("/manage log")


async def test_the_log_calls_things_by_the_names_people_know(small: Chat) -> None:
    owner = small.seat(OWNER)
    await owner.say("/manage moderators")
    await owner.press("Add")
    await owner.fill(person="ben", role="42")
    await owner.say("/manage settings lookups private here")
    await owner.say("/manage settings notices <#hosts>")

    told = await owner.say("/manage log")

    assert "moderator ben: nothing → yes" in told
    assert "moderators with the role 42: nothing → yes" in told
    assert "setting lookups in #general: nothing → private" in told
    assert "setting notices: nothing → #hosts" in told
    assert "(person:ben)" in owner.reply.cards[0].body


async def test_a_change_can_be_undone_once(small: Chat) -> None:
    owner = small.seat(OWNER)
    await owner.say("/manage settings lookups private")
    await owner.say("/manage log")
    change = owner.reply.controls[0].choices[0].value  # type: ignore[union-attr]

    assert "is what it was before" in await owner.choose("Undo one", change)
    assert "lookups: public (the default)" in await owner.say("/manage settings")
    await owner.say("/manage log")
    assert change not in [choice.value for choice in owner.reply.controls[0].choices]  # type: ignore[union-attr]


async def test_changes_are_undone_from_the_latest_back(small: Chat) -> None:
    owner = small.seat(OWNER)
    await owner.say("/manage settings zone Europe/Berlin")
    owner.clock.forward(minutes=1)
    await owner.say("/manage settings zone Asia/Tokyo")
    owner.clock.forward(minutes=1)
    await owner.say("/manage log")
    tokyo, berlin = (choice.value for choice in owner.reply.controls[0].choices)  # type: ignore[union-attr]

    assert "Undo the later change first" in await owner.send("cp1:log.undo", [berlin])
    await owner.send("cp1:log.undo", [tokyo])
    owner.clock.forward(minutes=1)
    assert "is what it was before" in await owner.send("cp1:log.undo", [berlin])
    assert "zone: UTC (the default)" in await owner.say("/manage settings")


@pytest.mark.parametrize("seconds", [0, -1])
async def test_the_order_of_changes_does_not_hang_on_the_clock(small: Chat, seconds: int) -> None:
    owner = small.seat(OWNER)
    zones = ("Europe/Berlin", "Asia/Tokyo", "Europe/Paris", "Asia/Seoul")
    for zone in zones:
        await owner.say(f"/manage settings zone {zone}")
        owner.clock.forward(seconds=seconds)
    await owner.say("/manage log")
    changes = [choice.value for choice in owner.reply.controls[0].choices]  # type: ignore[union-attr]

    undone = [await owner.send("cp1:log.undo", [change]) for change in changes]

    assert undone == ["setting zone is what it was before."] * len(zones)


async def test_one_space_cannot_undo_what_another_changed(small: Chat) -> None:
    owner = small.seat(OWNER)
    await owner.say("/manage settings lookups private")
    await owner.say("/manage log")
    change = owner.reply.controls[0].choices[0].value  # type: ignore[union-attr]
    stranger = small.seat(OWNER, place=replace(small.place, space="elsewhere"))

    assert "undone already" in await stranger.send("cp1:log.undo", [change])
