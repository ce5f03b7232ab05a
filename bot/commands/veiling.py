"""What is said of a record that lies further on in the reading plan, in place of showing it.

Decides that it says to which section the record belongs and where the group is, or its reader, so that nobody has to
guess why; that the record itself is veiled, which a platform shows behind a bar of its own or not at all; and that
whoever presses **Show it to me** sees it, alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.action import Action
from bot.chat.command import Request
from bot.chat.markdown import Markdown, plain
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Reply, Style
from bot.library.reach import Placed, Reach
from bot.library.records import Topic
from bot.services import Services


def veiled(
    services: Services,
    request: Request,
    record: Placed,
    card: Card,
    *,
    beside: Sequence[Button] = (),
    source: str = "",
) -> Reply:
    """The answer in place of `card`, which shows a record that is further on; `beside` is what else can be pressed.

    `source` is the one whose words a quotation is shown in. Nobody shares a private answer: whoever wants the channel
    to have it asks for it there.
    """
    key = "" if isinstance(record, Topic) else record.id
    notice = Card(card.title, whereabouts(services.reach, record, request), footer=key)
    reveal = Button(request.say("Show it to me"), Action("plan.reveal", (record.id, source)), Style.PRIMARY)
    return Reply(
        cards=(notice, replace(card, title="", is_veiled=True)),
        controls=(reveal, *(replace(button, style=Style.PLAIN) for button in beside)),
        audience=Audience.PRIVATE if request.audience is Audience.PRIVATE else None,
    )


def kept_back(services: Services, request: Request, record: Placed, card: Card) -> Reply | None:
    """The answer in place of a card that follows another one, if everybody would see what is further on.

    In private nothing is kept back: whoever presses a button there has seen what it follows.
    """
    if request.audience is Audience.PRIVATE or services.reach.beyond(record) is None:
        return None
    return veiled(services, request, record, card)


def not_yet(services: Services, request: Request, record: Placed) -> str:
    """Why no discussion is opened of what is further on, and when one can be."""
    stands = plain(whereabouts(services.reach, record, request))
    advice = request.say("Open a discussion of it when the group is there.")
    return f"{stands} {advice}"


def whereabouts(reach: Reach, record: Placed, request: Request) -> Markdown:
    """To which section a record belongs that is further on, and where the group is, or its reader."""
    section = reach.beyond(record)
    sections = reach.route.plan.sections if reach.route else ()
    if section is None:
        return Markdown("")
    belongs = request.mark(
        "This belongs to **{section}**, section {number} of {all} of the reading plan.",
        section=section.title,
        number=sections.index(section) + 1,
        all=len(sections),
    )
    if reach.is_own:
        stands = request.mark(
            "You said that you are at section {number}; /plan here changes that.", number=reach.at + 1
        )
    else:
        stands = request.mark("The group is at section {number}.", number=reach.at + 1)
    return Markdown(f"{belongs} {stands}")
