"""`commonplace ask`: answers on the standard output, one line after another.

Decides that answers go to the standard output and everything else to the standard error, so that what is read by a
program is answers only.
"""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from types import FrameType
from typing import BinaryIO

import click

from adapters.cli.codes import BAD
from adapters.cli.console_options import ADVICE, Keeping, console_options, conversation, log_quietly
from adapters.cli.endings import told
from adapters.console.ask import answer_lines
from adapters.console.conversation import Seat
from adapters.console.neutral import as_line
from adapters.console.render import page, shown
from bot.dispatch import Answer
from bot.settings import Settings


@click.command()
@click.argument("lines", nargs=-1, metavar="[LINE]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per answer, on one line each.")
@console_options
def ask(lines: tuple[str, ...], as_json: bool, seat: Seat, keeping: Keeping) -> None:
    """Answer each LINE and leave; without any, answer the lines of the standard input as they come.

    \b
      commonplace ask "/quote generalization"
      commonplace ask "/quote generalization" 1        then press button 1
      commonplace ask --json < questions.txt           for a program
      commonplace ask --json "/summary agents" | jq -r .text

    Every line that is not blank has exactly one answer, flushed before the next line is read. All lines are one
    session: later ones can press what earlier ones showed.

    \b
    Beside commands a line can be
      3                             press button 3 of the last answer
      press WIRE                    press the button with this wire value
      press WIRE VALUE              choose VALUE in the menu with this wire value
      submit WIRE name:"value" …    hand in the form with this wire value
      use COMMAND TEXT              use a command for messages on a message

    \b
    The JSON has, always, the keys
      text      the whole answer in plain text
      cards     title, body and fields (Markdown), footer, picture
      controls  type (button, select), label, wire; style or choices (label, value)
      files     name, content
      form      null, or title, text, wire and fields (name, label, help, kind,
                required, choices, value, error) when something is asked back
      error     null, or the sentence that says what to do
      quotes    id, text, speaker, status of each quotation shown
      topics    id, name of each topic shown
      audience  channel or private
      opens     null, or the name of the thread that the answer opens
      replaces  whether it takes the place of the message that was pressed
      mentions  ids of who may be notified

    What you save is kept in console/ in the data folder (DATA_DIR), apart from a running bot, which can go on; with
    DATABASE_URL, in that database.

    Exit code: 0 when the last answer is no error, 1 when it is, 2 for a wrong option, 75 when another `ask` or `chat`
    holds the data, 78 when a setting or the data need a person.
    """
    source: Iterable[str] = lines or _typed(sys.stdin.buffer)
    show = _json_writer(sys.stdout.buffer) if as_json else _text_writer()
    with told(ADVICE), keeping.settings() as settings:
        log_quietly(settings)
        well = asyncio.run(_answer(settings, seat, source, show))
    if not well:
        raise SystemExit(BAD)


async def _answer(settings: Settings, seat: Seat, lines: Iterable[str], show: Callable[[Answer], None]) -> bool:
    with _interruptible():
        async with conversation(settings, seat) as talk:
            return await answer_lines(talk, lines, show)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let a signal interrupt the reading of a line, as asyncio's handlers do not, and close what is open."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {
        signal.SIGINT: signal.signal(signal.SIGINT, signal.default_int_handler),
        signal.SIGTERM: signal.signal(signal.SIGTERM, leave),
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _typed(stream: BinaryIO) -> Iterator[str]:
    """The lines of the stream as they come; bytes that are no UTF-8 become “�”."""
    first = True
    while line := stream.readline():
        yield line.decode("utf-8-sig" if first else "utf-8", "replace")
        first = False


def _json_writer(out: BinaryIO) -> Callable[[Answer], None]:
    def write(answer: Answer) -> None:
        # A lone surrogate becomes \udc80, which is what JSON calls it too.
        out.write(as_line(answer).encode("utf-8", "backslashreplace") + b"\n")
        out.flush()

    return write


def _text_writer() -> Callable[[Answer], None]:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # where the locale has no “ ”, an answer is better with “?” than none
    console = page(sys.stdout)
    answers = 0

    def write(answer: Answer) -> None:
        nonlocal answers
        if answers:
            console.print()
        console.print(shown(answer, with_wires=True))
        console.file.flush()
        answers += 1

    return write
