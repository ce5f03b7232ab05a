"""Every node of the vocabulary is shown, and says what it is."""

import pytest

from adapters.web.entry import entry
from adapters.web.message import Message
from adapters.web.reader import Reader
from adapters.web.talk import Talk
from tests.adapters.web.conftest import ADA
from tests.adapters.web.markup import Markup


@pytest.fixture
async def everything(talk: Talk) -> Markup:
    """An answer with every node, as Ada sees it."""
    return await _answer(talk, "/everything")


async def _answer(talk: Talk, line: str, reader: Reader = ADA) -> Markup:
    outcome = await talk.say(reader, line)
    assert outcome.message
    return Markup(entry(outcome.message, reader, ()))


async def test_a_card_has_its_title_as_a_heading(everything: Markup) -> None:
    assert [one.words for one in everything.all("h3")] == ["A title"]


async def test_a_quotation_is_set_off_and_its_speaker_marked(everything: Markup) -> None:
    assert everything.one("blockquote").words == "“A quotation.”"
    assert everything.one("p", class_="cited").words == "— Somebody"


async def test_markdown_becomes_its_elements(everything: Markup) -> None:
    assert everything.all("strong")[0].words == "bold"
    assert everything.all("em")[0].words == "slanted"
    assert everything.one("code").words == "code"
    assert everything.all("br")


async def test_a_link_opens_elsewhere_and_tells_nothing(everything: Markup) -> None:
    link = everything.all("a", target="_blank")[0]

    assert link.attributes["href"] == "https://example.org/a?b=c&d=e"
    assert link.attributes["rel"] == "noopener noreferrer nofollow"


async def test_a_point_in_time_can_be_put_into_the_readers_zone(everything: Markup) -> None:
    time = next(one for one in everything.all("time") if "2026-12-24" in one.words)

    assert time.attributes["datetime"] == "2026-12-24T09:00:00Z"


async def test_fields_stand_as_terms_and_descriptions(everything: Markup) -> None:
    assert (everything.one("dt").words, everything.one("dd").words) == ("Kind", "an essay")


async def test_our_own_picture_is_shown_with_its_description(everything: Markup) -> None:
    picture = everything.one("img")

    assert picture.attributes["alt"] == "One point"
    assert str(picture.attributes["src"]).startswith("/kept/1/picture/0?")


async def test_a_picture_from_elsewhere_is_only_linked(everything: Markup) -> None:
    assert everything.one("a", href="https://example.org/p.png").words == "Elsewhere"


async def test_a_file_can_be_kept(everything: Markup) -> None:
    assert everything.one("a", download="minutes.md").words == "minutes.md"


async def test_a_button_carries_its_wire_value(everything: Markup) -> None:
    assert everything.one("button", data_wire="cp1:turn:2").words == "Turn"
    assert everything.one("button", class_="danger").words == "Delete"


async def test_a_menu_opens_as_a_list_of_buttons(everything: Markup) -> None:
    chosen = [one.attributes["data-chosen"] for one in everything.all("button", data_wire="cp1:picked")]

    assert everything.one("summary").words == "Pick"
    assert chosen == ["1", "2"]


async def test_who_is_meant_is_named(everything: Markup) -> None:
    assert "For Ben" in everything.words


async def test_a_private_answer_says_so_and_can_be_shared(talk: Talk) -> None:
    shown = await _answer(talk, "/everything only-me")

    assert "Only you can see this" in shown.words
    assert [one.words for one in shown.all("button") if one.words == "Share"]


async def test_what_is_veiled_is_folded_away_behind_words_that_say_how_to_see_it(talk: Talk) -> None:
    shown = await _answer(talk, "/veil")

    folded = shown.one("details", class_="veil")
    assert shown.one("summary").words == "Show it here"
    assert "open" not in folded.attributes
    assert "kestrel" in folded.words
    assert shown.words.count("kestrel") == 1


async def test_a_refusal_is_private_and_marked(talk: Talk) -> None:
    shown = await _answer(talk, "/nonsense")

    assert shown.one("article").attributes["class"] == "entry answer private refusal"


async def test_the_question_stands_beside_the_answer(everything: Markup) -> None:
    assert everything.one("span", class_="asked").words == "/everything"


async def test_a_missing_value_becomes_a_form_with_labelled_fields(talk: Talk) -> None:
    shown = await _answer(talk, "/fill apple")

    word, number = shown.one("input", name="word"), shown.one("input", name="number")
    assert word.attributes["value"] == "apple"
    assert shown.one("label", for_=str(number.attributes["id"])).words == "Number needed"
    assert shown.one("textarea", name="note").words == "\n"  # a browser drops it
    assert shown.one("input", name="loud").attributes["type"] == "checkbox"


async def test_an_error_stands_at_its_field_and_is_read_out_with_it(talk: Talk) -> None:
    shown = await _answer(talk, "/fill apple number:many")

    number = shown.one("input", name="number")
    wrong = shown.one("p", id=str(number.attributes["aria-describedby"]).split()[-1])
    assert number.attributes["aria-invalid"] == "true"
    assert number.attributes["value"] == "many"
    assert "not a whole number" in wrong.words


async def test_a_message_offers_the_commands_that_can_be_used_on_it(talk: Talk) -> None:
    outcome = await talk.say(ADA, "Beauty guides.")
    usable = [command for command in talk.dispatcher.commands if command.name == "examine"]

    shown = Markup(entry(outcome.message or _missing(), ADA, usable))

    assert shown.one("button", data_act="examine").words == "Examine"


def _missing() -> Message:
    raise AssertionError("there is no message")
