"""The grammar of typed commands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.command import ONLY_ME, Command, Kind, Option, Surface
from bot.chat.reply import Reply
from bot.typed import find, parse, spell


async def nothing(*_: object, **__: object) -> Reply:
    return Reply("Nothing.")


QUOTE = Command("quote", "Help", nothing, (Option("about", "Help"), Option("speaker", "Help"), ONLY_ME))
VERIFY = Command("verify", "Help", nothing, (Option("line", "Help", required=True), ONLY_ME))
DAILY = Command(
    "daily set",
    "Help",
    nothing,
    (Option("channel", "Help", Kind.CHANNEL), Option("time", "Help", Kind.TIME), Option("zone", "Help")),
)

TYPED = {
    "generalization": {"about": "generalization"},
    "value functions": {"about": "value functions"},
    "about:generalization speaker:ilya": {"about": "generalization", "speaker": "ilya"},
    "speaker:ilya generalization": {"about": "generalization", "speaker": "ilya"},
    'speaker:"Ilya Sutskever" value functions': {"about": "value functions", "speaker": "Ilya Sutskever"},
    "speaker: ilya": {"speaker": "ilya"},
    "SPEAKER:ilya": {"speaker": "ilya"},
    "only-me scaling": {"about": "scaling", "only-me": "yes"},
    "scaling only-me:no": {"about": "scaling", "only-me": "no"},
    "泛化鸿沟": {"about": "泛化鸿沟"},
    "about：泛化　speaker：伊利亚": {"about": "泛化", "speaker": "伊利亚"},
    "speaker:「伊利亚 苏茨克维」": {"speaker": "伊利亚 苏茨克维"},
    "about:“value functions”": {"about": "value functions"},
    "about:„Wert und Preis“": {"about": "Wert und Preis"},
    "about:«valeur»": {"about": "valeur"},
    '"value functions"': {"about": "value functions"},
    "what's the point: really?": {"about": "what's the point: really?"},
    "": {},
    "   ": {},
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_line_becomes_values(typed: str) -> None:
    assert parse(typed, QUOTE) == TYPED[typed]


def test_a_quotation_mark_that_is_never_closed_is_a_character() -> None:
    assert parse('line:"never closed', VERIFY) == {"line": '"never'}
    assert parse('"never closed', VERIFY) == {"line": '"never closed'}


def test_a_pasted_line_keeps_its_quotation_marks() -> None:
    assert parse("Ilya: “The power.” He said so.", VERIFY) == {"line": "Ilya: “The power.” He said so."}


def test_words_fill_the_options_in_order() -> None:
    assert parse("general 09:00 Europe/Berlin", DAILY) == {
        "channel": "general",
        "time": "09:00",
        "zone": "Europe/Berlin",
    }


def test_words_skip_what_was_given_by_name() -> None:
    assert parse("time:9 general UTC", DAILY) == {"channel": "general", "time": "9", "zone": "UTC"}


texts = st.text(min_size=1, max_size=30).map(lambda text: text.replace('"', "”").strip()).filter(bool)


@given(st.dictionaries(st.sampled_from(["about", "speaker"]), texts))
def test_what_is_spelt_out_is_understood(values: dict[str, str]) -> None:
    assert parse(spell(values), QUOTE) == values


@given(st.text(alphabet=st.sampled_from("ab :：\"“”„「」/-'\u3000\n"), max_size=60))
def test_any_line_is_understood_somehow(typed: str) -> None:
    for command in (QUOTE, VERIFY, DAILY):
        assert set(parse(typed, command)) <= {option.name for option in command.options}


@given(st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=6), min_size=1, max_size=5))
def test_plain_words_in_any_number_are_the_first_option(words: list[str]) -> None:
    assert parse(" ".join(words), QUOTE) == {"about": " ".join(words)}


COMMANDS = (QUOTE, VERIFY, DAILY, Command("daily", "Help", nothing))


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("/quote generalization", "quote", "generalization"),
        ("quote generalization", "quote", "generalization"),
        ("／quote 泛化", "quote", "泛化"),
        ("/Daily Set general 9:00", "daily set", "general 9:00"),
        ("/daily", "daily", ""),
        ("/daily show", "daily", "show"),
        ("  /quote  ", "quote", ""),
        ("/quote a  b", "quote", "a  b"),
    ],
)
def test_the_command_of_a_line_is_found(line: str, name: str, rest: str) -> None:
    found = find(line, COMMANDS)

    assert found is not None
    assert (found[0].name, found[1]) == (name, rest)


@pytest.mark.parametrize("line", ["", "/", "/nothing", "hello there", "/quotes x"])
def test_a_line_without_a_command_is_none(line: str) -> None:
    assert find(line, COMMANDS) is None


def test_hidden_commands_cannot_be_typed() -> None:
    hidden = Command("quote.save", "Help", nothing, surface=Surface.HIDDEN)

    assert find("/quote save", (hidden,)) is None
