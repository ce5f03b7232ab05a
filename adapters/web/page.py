"""The conversation page: the room, the line to type, and the discussion that is open beside it.

Decides that the page comes with everything said so far already in it; the script only adds what happens from then on.
"""

from adapters.web.clock import panel, toggle
from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.icons import SEND
from adapters.web.message import Message
from adapters.web.reader import Reader
from adapters.web.room import Room
from adapters.web.shell import document
from adapters.web.showing import Showing
from adapters.web.stage import Time
from adapters.web.stream import mark
from adapters.web.welcome import Example, welcome


def conversation(
    room: Room,
    reader: Reader,
    showing: Showing,
    examples: list[Example],
    *,
    thread: str = "",
    draft: str = "",
    time: Time | None = None,
    with_clock: bool = False,
) -> Html:
    """The page of a room.

    `thread` is the discussion to open, `draft` what stands in the line already; `time` is what the clock panel shows,
    where there is one, and `with_clock` whether it is open.
    """
    messages = room.seen_by(reader.person.id)
    opened = room.get(thread, reader.person.id) if thread else None
    log = tag(
        "div",
        showing.entries(messages, reader),
        class_="log",
        role="log",
        aria_label=reader.say("Conversation"),
        tabindex="0",
        data_log="",
    )
    column = tag(
        "section",
        tag("h1", reader.say(reader.channel.name), class_="hidden"),
        tag("div", welcome(reader, examples), log, class_="scroll"),
        composer(reader, "line", reader.say("Ask the book, or say something"), draft=draft),
        class_="column",
    )
    beside = discussion(opened, room, reader, showing) if opened and opened.opens else NOTHING
    clock = panel(reader, time, is_open=with_clock) if time else NOTHING
    content = tag("div", column, tag("div", beside, id="beside"), clock, class_="desk")
    return document(
        reader.say(reader.channel.name),
        reader,
        join([content, _notices(reader)]),
        script="conversation",
        path="/",
        switch=toggle(reader, time, is_open=with_clock) if time else NOTHING,
        class_="with-clock" if time and with_clock else "",
        data_after=mark(room.last),
        data_reader=reader.link("")[1:],
    )


def discussion(under: Message, room: Room, reader: Reader, showing: Showing) -> Html:
    """The discussion under an entry, as the panel that opens beside the room."""
    return tag(
        "aside",
        tag(
            "header",
            tag("p", reader.say("Discussion"), class_="kind"),
            tag("h2", under.opens, id="discussion-name", tabindex="-1"),
            tag("a", reader.say("Close"), href=reader.link("/"), class_="button", data_close=True),
        ),
        tag(
            "div",
            tag(
                "div",
                showing.entries(room.seen_by(reader.person.id, under.id), reader),
                class_="log",
                role="log",
                aria_labelledby="discussion-name",
                tabindex="0",
                data_log=under.id,
            ),
            class_="scroll",
        ),
        composer(reader, "thread-line", reader.say("Answer in this discussion"), thread=under.id),
        class_="discussion",
        aria_labelledby="discussion-name",
        data_discussion=under.id,
    )


def composer(reader: Reader, named: str, label: str, *, thread: str = "", draft: str = "") -> Html:
    """The line to type in, with its completions."""
    line = tag(
        "input",
        type="text",
        id=named,
        name="line",
        value=draft,
        placeholder=label,
        maxlength=6000,
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
        enterkeyhint="send",
        role="combobox",
        aria_autocomplete="list",
        aria_expanded="false",
        aria_controls=f"{named}-list",
        aria_describedby=f"{named}-hint",
    )
    return tag(
        "form",
        tag("label", label, for_=named, class_="hidden"),
        tag(
            "div",
            tag("ul", id=f"{named}-list", role="listbox", aria_label=reader.say("Completions"), hidden=True),
            line,
            tag("button", SEND, tag("span", reader.say("Send"), class_="hidden"), type="submit", class_="send"),
            class_="combobox",
        ),
        tag(
            "p",
            reader.say("A line that begins with / asks the book; any other goes to everybody here."),
            id=f"{named}-hint",
            class_="hint",
        ),
        class_="composer",
        data_thread=thread,
        autocomplete="off",
    )


def _notices(reader: Reader) -> Html:
    """What the script shows when the connection fails; written here so that it is translated."""
    lost = reader.say("The connection is lost. Trying again; what you type is kept.")
    failed = reader.say("That did not arrive. Check that Commonplace is running, and send it again.")
    return join(
        [
            tag("p", lost, id="lost", class_="notice", role="status", hidden=True),
            tag("p", id="clock-said", class_="hidden", role="status"),
            tag("p", failed, id="failed", class_="notice", role="alert", hidden=True),
            tag("noscript", tag("p", reader.say("The conversation needs JavaScript; the library does not."))),
        ]
    )
