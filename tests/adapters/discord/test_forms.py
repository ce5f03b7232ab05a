"""Forms as Discord's modals, and what comes back in them."""

import pytest

from adapters.discord.forms import filled_in, modal_of
from bot.chat.action import Action
from bot.chat.command import Kind
from bot.chat.form import Field, Form
from bot.chat.reply import Choice
from tests.fakes.discord.components import check_modal
from tests.fakes.discord.interactions import submission

CHOICES = (Choice("Open", "open"), Choice("Steelman", "steelman"))


def modal_with(*fields: Field, text: str = "") -> dict[str, object]:
    return dict(modal_of(Form("A form", Action("daily set", ("a",)), fields, text)).to_dict())


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("value", ["", "5", "steelman", "yes", "1234567890123456789"])
def test_discord_takes_a_field_of_every_kind(kind: Kind, required: bool, value: str) -> None:
    choices = CHOICES if kind is Kind.CHOICE else ()

    check_modal(modal_with(Field("x", "X", "Help", kind, required, choices, value=value, error="Wrong.")))


def test_discord_takes_a_form_of_five_long_fields() -> None:
    fields = [Field(f"f{n}", "L" * 45, "H" * 200, value="v" * 5000, error="E" * 300, long=True) for n in range(5)]

    check_modal(modal_with(*fields, text="t" * 3000))


@pytest.mark.parametrize(
    ("field", "filled", "expected"),
    [
        (Field("x", "X"), "words", "words"),
        (Field("x", "X"), "", None),
        (Field("x", "X", kind=Kind.FLAG), True, "yes"),
        (Field("x", "X", kind=Kind.FLAG), False, None),
        (Field("x", "X", kind=Kind.CHOICE, choices=CHOICES), "open", "open"),
        (Field("x", "X", kind=Kind.CHOICE, choices=CHOICES), [], None),
        (Field("x", "X", kind=Kind.PERSON), "42", "42"),
        (Field("x", "X", kind=Kind.CHANNEL), "42", "42"),
        (Field("x", "X", kind=Kind.ROLE), "42", "42"),
        (Field("x", "X", kind=Kind.FILE), ["42"], "42"),
        (Field("x", "X", kind=Kind.FILE), [], None),
    ],
)
def test_what_is_filled_in_comes_back(field: Field, filled: object, expected: str | None) -> None:
    sent = submission(modal_with(field), {"X": filled})

    assert filled_in(sent["components"]) == ({"x": expected} if expected else {})


def test_what_stood_in_a_field_comes_back_when_nobody_changes_it() -> None:
    fields = (
        Field("text", "Text", value="words"),
        Field("kind", "Kind", kind=Kind.CHOICE, choices=CHOICES, value="steelman"),
        Field("flag", "Flag", kind=Kind.FLAG, value="yes"),
        Field("who", "Who", kind=Kind.PERSON, value="42"),
    )

    sent = submission(modal_with(*fields), {})

    assert filled_in(sent["components"]) == {"text": "words", "kind": "steelman", "flag": "yes", "who": "42"}


def test_what_is_wrong_stands_at_its_field() -> None:
    modal = modal_with(Field("n", "Count", "How many", Kind.INTEGER, value="9", error="9 is out of range."))

    assert "9 is out of range." in str(modal)
    assert "How many" not in str(modal)
