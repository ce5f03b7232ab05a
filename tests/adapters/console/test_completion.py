"""What is offered while a line is typed."""

from prompt_toolkit.completion import CompleteEvent, Completer
from prompt_toolkit.document import Document

from adapters.console.completion import FieldCompleter, LineCompleter
from adapters.console.conversation import Conversation, Seat
from bot.chat.command import Kind
from bot.chat.form import Field
from bot.chat.reply import Choice
from tests.conversation import Chat


async def completed(completer: Completer, typed: str) -> list[str]:
    """The line as it would be after each completion."""
    found = completer.get_completions_async(Document(typed), CompleteEvent(text_inserted=True))
    return [typed[: len(typed) + completion.start_position] + completion.text async for completion in found]


def line(small: Chat) -> LineCompleter:
    return LineCompleter(Conversation(small.app.dispatcher, Seat().request))


async def test_commands_are_completed(small: Chat) -> None:
    assert await completed(line(small), "/sum") == ["/summary "]


async def test_the_slash_may_be_missing(small: Chat) -> None:
    assert await completed(line(small), "sum") == ["/summary "]


async def test_the_second_word_of_a_command_is_completed(small: Chat) -> None:
    assert await completed(line(small), "/mydata s") == ["/mydata show "]


async def test_an_empty_line_offers_every_command(small: Chat) -> None:
    assert "/topics " in await completed(line(small), "")


async def test_commands_for_messages_are_completed(small: Chat) -> None:
    assert "use verify.message " in await completed(line(small), "use ")


async def test_what_only_moderators_may_use_is_offered_to_them_alone(small: Chat) -> None:
    moderator = LineCompleter(Conversation(small.app.dispatcher, Seat(moderator=True).request))

    assert await completed(line(small), "/rev") == []
    assert await completed(moderator, "/rev") == ["/review "]


async def test_hidden_commands_are_not_offered(small: Chat) -> None:
    assert await completed(line(small), "/quote.") == []


async def test_bare_words_complete_the_first_option(small: Chat) -> None:
    assert "/summary Research taste" in await completed(line(small), "/summary tas")


async def test_a_named_option_is_completed_with_its_values(small: Chat) -> None:
    assert "/quote speaker:ilya-sutskever" in await completed(line(small), "/quote speaker:il")


async def test_a_quoted_value_is_completed(small: Chat) -> None:
    assert "/quote speaker:ilya-sutskever" in await completed(line(small), '/quote speaker:"ilya s')


async def test_names_of_options_are_completed(small: Chat) -> None:
    assert await completed(line(small), "/quote about:taste sp") == ["/quote about:taste speaker:"]


async def test_a_flag_is_completed_by_its_name_alone(small: Chat) -> None:
    assert "/quote about:taste only-me" in await completed(line(small), "/quote about:taste on")


async def test_choices_are_completed(small: Chat) -> None:
    assert await completed(line(small), "/prompt kind:st") == ["/prompt kind:steelman"]


async def test_a_field_is_completed_with_what_the_core_suggests(small: Chat) -> None:
    conversation = Conversation(small.app.dispatcher, Seat().request)

    found = await completed(FieldCompleter(conversation, "summary", Field("topic", "Topic", suggests=True)), "tas")

    assert "Research taste" in found


async def test_a_field_is_completed_with_its_choices(small: Chat) -> None:
    field = Field("kind", "Kind", kind=Kind.CHOICE, choices=(Choice("Open", "open"), Choice("Steelman", "steelman")))
    conversation = Conversation(small.app.dispatcher, Seat().request)

    assert await completed(FieldCompleter(conversation, "prompt", field), "st") == ["steelman"]
