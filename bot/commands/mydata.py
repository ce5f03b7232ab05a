"""`/mydata`: what is kept about a person, all of it: to see, to take away, to erase.

Decides that every store answers for itself (`Stores.personal`), so that nothing kept can be forgotten here; that before
anything is erased it is said what goes, what stays without a name, and for how long it lives on in backups. Decides
too how far one erasing reaches: as far as the space in which it is asked for. Where direct messages are a space of
their own, all of that goes there, and nothing of it from a server: somebody who leaves one group keeps the bookmarks
that they made alone, and is told where those are erased.
"""

import json
from collections.abc import Mapping, Sequence

from bot.chat.action import Action
from bot.chat.command import Command, Request, Surface
from bot.chat.markdown import bullets, paragraphs
from bot.chat.place import Audience, Own
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, File, Reply, Select, Style
from bot.commands.contributing import listed
from bot.commands.erasing import in_backups
from bot.services import Services

Kept = Mapping[str, Sequence[Mapping[str, object]]]


async def show(services: Services, request: Request) -> Reply:
    """What is kept, counted."""
    kept = await _kept(services, request)
    counted = [f"{what}: {len(rows)}" for what, rows in kept.items() if rows]
    nothing = request.say("Nothing is kept about you in this space.")
    opening = request.say(
        "I keep your id on this platform with what you asked me to keep, and nothing you wrote elsewhere. Quotations "
        "that a channel has seen are kept without your name."
    )
    body = paragraphs(opening, bullets(counted) if counted else nothing, _elsewhere(request))
    cards = [Card(request.say("What is kept about you"), body)]
    mine = await services.stores.submissions.of_person(request.space, request.person.id)
    if mine:
        cards.append(Card(request.say("What you suggested"), bullets(listed(mine[:MENU_LIMIT], request))))
    controls: list[Button | Select] = []
    if counted:
        controls.append(Button(request.say("Take it away"), Action("mydata export")))
        controls.append(Button(request.say("Erase it"), Action("mydata erase"), Style.DANGER))
    if mine:
        choices = tuple(Choice.clipped(one.content.words, one.id) for one in mine[:MENU_LIMIT])
        controls.append(Select(request.say("Open a suggestion"), Action("suggest.open"), choices))
    return Reply(cards=tuple(cards), controls=tuple(controls))


async def export(services: Services, request: Request) -> Reply:
    """Everything that is kept, as a JSON file."""
    kept = await _kept(services, request)
    text = json.dumps({what: list(rows) for what, rows in kept.items()}, ensure_ascii=False, indent=2, default=str)
    return Reply(request.say("Everything that is kept about you in this space."), files=(File("mydata.json", text),))


async def erase(services: Services, request: Request) -> Reply:
    """Asks once before everything is erased."""
    if request.own is Own.SPACE:
        goes = [request.say("All of it goes: here nobody else has anything.")]
    else:
        goes = [
            request.say(
                "At once go: your bookmarks, your place in the reading plan, your votes that are still counted, what "
                "you suggested and nobody approved, lines of yours that became quotations, your hands and turns in "
                "sessions, your place among the moderators, and what buttons of yours carry."
            ),
            request.say(
                "Without your name stays what is the group's: what was approved, notes in minutes, questions of votes "
                "with their results, and what you changed as a moderator. A block stays too, as a mark that names "
                "nobody."
            ),
        ]
    lines = [*goes, in_backups(services, request), _elsewhere(request), request.say("It cannot be brought back.")]
    sure = Button(request.say("Yes, erase it"), Action("mydata.erased"), Style.DANGER)
    title = request.say("Erase everything that is kept about you in this space?")
    return Reply(cards=(Card(title, bullets(lines)),), controls=(sure,))


async def erased(services: Services, request: Request) -> Reply:
    """Erases everything, at once."""
    space, person = request.space, request.person.id
    if request.own is Own.SPACE:
        rows = sum(map(len, (await _kept(services, request)).values()))
        await services.stores.spaces.erase(space)
    else:
        rows = sum((await services.stores.personal.erase(space, person, alone_in=_alone_in(request))).values())
    gone = request.plural("Erased: {n} entry.", "Erased: {n} entries.", rows)
    return Reply(f"{gone} {in_backups(services, request)} {_elsewhere(request)}")


async def _kept(services: Services, request: Request) -> Kept:
    """All that erasing takes, by what it is called."""
    if request.own is Own.SPACE:
        return await services.stores.spaces.everything(request.space)
    return await services.stores.personal.export(request.space, request.person.id, alone_in=_alone_in(request))


def _alone_in(request: Request) -> str:
    """The channel they ask in, where nobody else is; empty in a channel of a group."""
    return request.place.channel if request.own is Own.CHANNEL else ""


def _elsewhere(request: Request) -> str:
    """One sentence: what this does not reach, and how it is reached."""
    if request.own is Own.NOTHING:
        return request.say(
            "What you ask me in direct messages, and in other spaces, is seen and erased there, with /mydata too."
        )
    return request.say("What is kept about you in other spaces is seen and erased there, with /mydata too.")


COMMANDS = (
    Command("mydata show", "What is kept about you", show, audience=Audience.PRIVATE),
    Command("mydata export", "A file of everything that is kept about you", export, audience=Audience.PRIVATE),
    Command("mydata erase", "Erase everything that is kept about you", erase, audience=Audience.PRIVATE),
    Command("mydata.erased", "Erase it now", erased, audience=Audience.PRIVATE, surface=Surface.HIDDEN, replaces=True),
)
