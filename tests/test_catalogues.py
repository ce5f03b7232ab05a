"""Every sentence is translated into every language, with the same placeholders."""

import string

import pytest
from babel.messages.catalog import Catalog, Message

from bot.texts import ENGLISH, languages, sentences
from tests.catalogues import catalogues
from tests.catalogues import sentences as in_code


def keys(catalogue: Catalog) -> set[str | tuple[str, ...]]:
    return {tuple(message.id) if isinstance(message.id, list) else message.id for message in catalogue if message.id}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def forms(message: Message) -> tuple[list[str], list[str]]:
    """The English forms and the translated ones."""
    asked = [message.id] if isinstance(message.id, str) else list(message.id)
    given = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return asked, given


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.stem)
def test_a_catalogue_has_the_sentences_of_the_code(path: object) -> None:
    assert keys(catalogues()[path]) == keys(in_code()), "Run `make texts` and translate what is new."  # type: ignore[index]


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.stem)
def test_every_sentence_is_translated_with_its_placeholders(path: object) -> None:
    for message in catalogues()[path]:  # type: ignore[index]
        if message.id:
            asked, given = forms(message)
            assert all(given), f"Not translated: {asked[0]}"
            assert {name for text in given for name in placeholders(text)} <= placeholders(asked[-1]), asked[0]


def test_a_reader_gets_their_language_or_english() -> None:
    assert languages()[0] == "en"
    assert sentences("xx-YY") is ENGLISH
    assert sentences("en-GB") is ENGLISH
    assert sentences("zh-CN") is sentences("zh")
    assert sentences("zh") is not ENGLISH
