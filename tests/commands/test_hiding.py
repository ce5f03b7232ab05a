"""What a group does not want to see again."""

from dataclasses import replace

from tests.commands.test_contributing import BEES, ELSEWHERE, approve, suggest
from tests.conversation import MODERATOR, Chat


async def test_a_hidden_quotation_is_not_found_again(small: Chat) -> None:
    moderator = small.seat(MODERATOR)

    assert "TAS-01 is not shown here any more" in await moderator.say("/manage hide tas-1")

    assert "TAS-01" not in await small.say("/quote beauty simplicity ugliness")
    assert "Nothing here fits" in await small.say("/quote TAS-01")


async def test_a_hidden_quotation_is_offered_by_no_completion(small: Chat) -> None:
    await small.seat(MODERATOR).say("/manage hide TAS-01")

    assert not [label for label in await small.suggested("quote", "about", "TAS-0") if label.startswith("TAS-01")]


async def test_a_hidden_prompt_does_not_come(small: Chat) -> None:
    await small.seat(MODERATOR).say("/manage hide TAS-P1")

    assert "best case against beauty" in await small.say("/prompt taste")
    assert "Another" not in small.labels


async def test_what_one_space_hides_another_sees(small: Chat) -> None:
    await small.seat(MODERATOR).say("/manage hide TAS-01")

    stranger = small.seat(place=replace(small.place, space="elsewhere"))

    assert "TAS-01" in await stranger.say("/quote TAS-01")


async def test_what_is_hidden_is_listed_and_can_be_shown_again(small: Chat) -> None:
    moderator = small.seat(MODERATOR)
    assert "Nothing is hidden" in await moderator.say("/manage hide")
    await moderator.say("/manage hide TAS-01")
    await moderator.say("/manage hide")

    assert "may be shown here again" in await moderator.choose("Show again", "TAS-01")
    assert "TAS-01" in await small.say("/quote TAS-01")


async def test_hiding_can_be_undone_in_the_log(small: Chat) -> None:
    moderator = small.seat(MODERATOR)
    await moderator.say("/manage hide TAS-01")
    await moderator.say("/manage log")
    (menu,) = moderator.reply.controls

    await moderator.choose("Undo one", menu.choices[0].value)  # type: ignore[union-attr]

    assert "TAS-01" in await small.say("/quote TAS-01")


async def test_a_quotation_of_the_groups_own_is_hidden_and_shown_again(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await approve(moderator)

    assert "OUR-1 is not shown here any more" in await moderator.say("/manage hide our 1")
    assert BEES not in await small.say("/quote OUR-1")
    assert BEES not in await small.say("/quote hive honey")
    assert "OUR-1 may be shown here again" in await moderator.say("/manage hide id:OUR-1 show:yes")
    assert BEES in await small.say("/quote OUR-1")


async def test_what_another_space_added_is_nothing_to_hide(small: Chat) -> None:
    await suggest(small)
    await approve(small.seat(MODERATOR))

    stranger = small.seat(MODERATOR, ELSEWHERE)

    assert "nothing with the id" in await stranger.say("/manage hide OUR-1")


async def test_a_source_that_is_off_is_not_quoted(small: Chat) -> None:
    await small.seat(MODERATOR).say("/manage source article")

    assert "“The data is very clearly finite.”" in await small.say("/quote SCA-01")
    assert "Nothing here fits" in await small.say("/quote TAS-01")


async def test_a_source_can_be_switched_on_again(small: Chat) -> None:
    moderator = small.seat(MODERATOR)
    await moderator.say("/manage source article")

    assert "switched on" in await moderator.say("/manage source source:article to:on")
    assert "TAS-01" in await small.say("/quote TAS-01")


async def test_an_unknown_id_says_what_ids_look_like(small: Chat) -> None:
    assert "Ids look like GEN-01" in await small.seat(MODERATOR).say("/manage hide whatever")


async def test_members_hide_nothing(small: Chat) -> None:
    assert "Only moderators" in await small.say("/manage hide TAS-01")
