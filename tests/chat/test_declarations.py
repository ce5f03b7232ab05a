"""What can be declared, and that a declaration which breaks a limit fails at once, with the reason."""

from collections.abc import Callable

import pytest

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Kind, Option, Surface
from bot.chat.form import TEXT_LIMIT, Field, Form, form_of
from bot.chat.markdown import bold
from bot.chat.reply import Button, Card, Choice, Reply, Select


async def nothing(*_: object, **__: object) -> Reply:
    return Reply("Nothing.")


BROKEN: dict[str, Callable[[], object]] = {
    "32 characters": lambda: Command("x" * 40, "Help", nothing),
    "Slack's own": lambda: Command("search", "Help", nothing),
    "one or two words": lambda: Command("a b c", "Help", nothing),
    "word.word": lambda: Command("a b", "Help", nothing, surface=Surface.HIDDEN),
    "101 characters": lambda: Command("a", "h" * 101, nothing),
    "26 options": lambda: Command("a", "Help", nothing, tuple(Option(f"o{n}", "Help") for n in range(26))),
    "an option twice": lambda: Command("a", "Help", nothing, (ONLY_ME, ONLY_ME)),
    "required options come first": lambda: Command("a", "Help", nothing, (ONLY_ME, Option("b", "Help", required=True))),
    "over 24 characters": lambda: Command("a", "Help", nothing, title="t" * 25),
    "a name is": lambda: Option("Über", "Help"),
    "only there": lambda: Option("a", "Help", choices=(Choice("a", "b"),)),
    "belong to Kind.CHOICE": lambda: Option("a", "Help", Kind.CHOICE),
    "completed as it is typed": lambda: Option("a", "Help", Kind.INTEGER, suggest=nothing),  # type: ignore[arg-type]
    "The button label": lambda: Button("b" * 35, Action("a")),
    "The choice": lambda: Choice("c" * 76, "c"),
    "has 0 choices": lambda: Select("s", Action("a"), ()),
    "26 controls": lambda: Reply("r", controls=tuple(Button("b", Action("a", (str(n),))) for n in range(26))),
    "two controls that do the same": lambda: Reply("r", controls=(Button("b", Action("a")), Button("c", Action("a")))),
    "needs a text": lambda: Reply(),
    "needs a text or a card that says": lambda: Reply(cards=(Card("Hidden", is_veiled=True),)),
    "follow-up place": lambda: Reply("r", opens="o" * 101),
    "form title": lambda: Form("t" * 25, Action("a"), (Field("a", "A"),)),
    "6 fields": lambda: Form("t", Action("a"), tuple(Field(f"f{n}", "F") for n in range(6))),
}


@pytest.mark.parametrize("reason", BROKEN)
def test_a_declaration_that_breaks_a_limit_names_it(reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        BROKEN[reason]()


def test_the_text_of_a_reply_is_all_that_its_cards_say() -> None:
    card = Card("Title", bold("body"), fields=(("Name", bold("value")),), footer="footer")

    assert Reply(cards=(card, Card("Second"))).text == "Title\nbody\nName: value\nfooter\n\nSecond"


def test_the_text_of_a_reply_says_nothing_that_a_card_veils() -> None:
    reply = Reply(cards=(Card("Further on"), Card("Hidden", is_veiled=True)))

    assert reply.text == "Further on"


def test_a_form_asks_for_what_is_required_first_and_keeps_what_was_given() -> None:
    options = (Option("one", "Help", required=True), *(Option(f"more{n}", "Help") for n in range(6)))
    command = Command("a", "Help", nothing, options)

    form = form_of(command, {"more0": "kept", "more5": "also"}, {"one": "", "more5": "is wrong"})

    assert [field.name for field in form.fields] == ["one", "more0", "more1", "more2", "more5"]
    assert [field.value for field in form.fields] == ["", "kept", "", "", "also"]
    assert form.fields[4].error == "is wrong"


def test_a_form_carries_the_values_it_does_not_ask_for() -> None:
    options = tuple(Option(f"o{n}", "Help") for n in range(7))
    command = Command("a", "Help", nothing, options)

    form = form_of(command, {"o6": "carried"}, {"o0": "is wrong"})

    assert form.does == Action("a", ("", "", "", "", "", "", "carried"))


def test_a_form_keeps_of_a_value_what_a_field_can_hold() -> None:
    command = Command("a", "Help", nothing, (Option("one", "Help"),))

    assert len(form_of(command, {"one": "x" * 10_000}, {"one": "is too long"}).fields[0].value) == TEXT_LIMIT
