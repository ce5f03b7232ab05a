"""What is offered while a line is typed."""

from adapters.web.completing import OFFERS, offers, values
from adapters.web.reader import Reader
from bot.app import App
from tests.adapters.web.conftest import ADA


async def completed(app: App, line: str) -> list[str]:
    return [one.line for one in await offers(line, ADA, app.dispatcher)]


async def test_a_line_that_asks_nothing_is_not_completed(app: App) -> None:
    assert await completed(app, "Good evening") == []


async def test_a_slash_offers_every_command_and_no_hidden_one(app: App) -> None:
    offered = await completed(app, "/")

    assert "/quote " in offered
    assert "/quote.another " not in offered


async def test_what_only_moderators_may_use_is_offered_to_them_alone(app: App) -> None:
    mira = Reader.of({"as": "mira"})

    assert "/review " not in await completed(app, "/")
    assert "/review " in [one.line for one in await offers("/", mira, app.dispatcher)]


async def test_commands_that_begin_so_come_before_those_that_hold_it(app: App) -> None:
    assert (await completed(app, "/s"))[0] == "/summary "


async def test_the_second_word_of_a_command_is_completed(app: App) -> None:
    assert await completed(app, "/mydata s") == ["/mydata show "]


async def test_bare_words_are_completed_with_values_of_the_first_option(app: App) -> None:
    assert "/summary Scaling and its limits" in await completed(app, "/summary sca")


async def test_names_of_options_are_offered_for_the_last_word(app: App) -> None:
    assert "/quote scaling speaker:" in await completed(app, "/quote scaling sp")


async def test_a_flag_is_offered_by_its_bare_name(app: App) -> None:
    assert "/summary taste only-me" in await completed(app, "/summary taste only")


async def test_a_named_option_is_completed_with_its_values(app: App) -> None:
    assert "/quote scaling speaker:ilya-sutskever" in await completed(app, "/quote scaling speaker:il")


async def test_a_value_of_several_words_is_put_in_quotation_marks(app: App) -> None:
    assert '/summary topic:"Research taste"' in await completed(app, "/summary topic:res")


async def test_an_option_that_was_given_is_not_offered_again(app: App) -> None:
    assert "/quote speaker:ilya-sutskever speaker:" not in await completed(app, "/quote speaker:ilya-sutskever s")


async def test_choices_are_offered(app: App) -> None:
    assert "/shade dark" in await completed(app, "/shade d")


async def test_there_are_never_more_than_can_be_looked_through(app: App) -> None:
    assert len(await completed(app, "/quote ")) <= OFFERS


async def test_a_field_is_completed_as_its_option(app: App) -> None:
    found = await values("fill", "word", "ap", ADA, app.dispatcher)

    assert [one.line for one in found] == ["apple", "apricot"]
