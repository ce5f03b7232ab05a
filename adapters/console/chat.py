"""A conversation typed by a person.

Decides how a terminal stands in for a chat window: completion as one types, the numbers of buttons, forms asked field
by field (what was wrong is said and asked again), Ctrl-C to drop a line or a form, Ctrl-D to leave.
"""

from dataclasses import replace

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, DummyCompleter, PathCompleter
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import History, InMemoryHistory
from prompt_toolkit.shortcuts import CompleteStyle
from rich.console import Console
from rich.text import Text

from adapters.console.completion import FieldCompleter, LineCompleter
from adapters.console.conversation import Conversation
from adapters.console.markup import plain_text
from adapters.console.render import shown
from bot.chat.action import Action
from bot.chat.command import Kind
from bot.chat.form import Field, Form
from bot.dispatch import Answer

_HINTS = {Kind.FLAG: " (yes or no): ", Kind.FILE: " (its path): "}
LEAVING = frozenset({"exit", "quit", "bye", ":q"})
GREETING = (
    "Ask something: /quote generalization. Tab completes, a number presses a button, /help explains, Ctrl-D leaves."
)


async def converse(conversation: Conversation, console: Console, history: History | None = None) -> None:
    """Talk until the person leaves."""
    try:
        await _turns(conversation, console, history or InMemoryHistory())
    finally:
        await conversation.settle()


async def _turns(conversation: Conversation, console: Console, history: History) -> None:
    line_prompt: PromptSession[str] = PromptSession(
        history=history,
        completer=LineCompleter(conversation),
        complete_while_typing=True,
        complete_style=CompleteStyle.COLUMN,
        enable_history_search=False,
    )
    field_prompt: PromptSession[str] = PromptSession()
    console.print(Text(GREETING, "dim"))
    while True:
        try:
            line = await line_prompt.prompt_async(FormattedText([("ansicyan bold", "› ")]))
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if line.strip().lower() in LEAVING:
            return
        if not line.strip():
            continue
        answer: Answer | None = await conversation.answer(line)
        while answer is not None:
            console.print()
            console.print(shown(answer))
            console.print()
            content = answer.content
            answer = (
                await _filled_in(content, conversation, console, field_prompt) if isinstance(content, Form) else None
            )


async def _filled_in(
    form: Form, conversation: Conversation, console: Console, prompt: PromptSession[str]
) -> Answer | None:
    """The answer to the form as the person fills it in; None when they would rather not."""
    fields: dict[str, str] = {}
    action = Action.decode(form.does.encode())
    command = action.command if action else ""
    for field in form.fields:
        completer: Completer = DummyCompleter()
        if field.suggests or field.choices:
            completer = FieldCompleter(conversation, command, field)
        elif field.kind is Kind.FILE:
            completer = PathCompleter(expanduser=True)
        try:
            fields[field.name] = await _asked(field, console, prompt, completer)
        except (KeyboardInterrupt, EOFError):
            console.print(Text("Not sent.", "dim"))
            return None
    return await conversation.submit(form.does.encode(), fields)


async def _asked(field: Field, console: Console, prompt: PromptSession[str], completer: Completer) -> str:
    """What the person types for the field; asked again while something needed is missing."""
    while True:
        typed = await prompt.prompt_async(
            FormattedText([("bold", field.label), ("", _HINTS.get(field.kind, ": "))]),
            default=field.value,
            completer=completer,
            multiline=False,
        )
        if typed.strip() or not field.required:
            return typed.strip()
        console.print(plain_text(f"{field.label} is needed; Ctrl-C drops the form.", "red"))
        field = replace(field, value="")
