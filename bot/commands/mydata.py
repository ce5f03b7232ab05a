"""`/mydata`: what is kept about a person, all of it: to see, to take away, to erase.

Decides that every store answers for itself (`Stores.personal`), so that nothing kept can be forgotten here.
"""

import json

from bot.chat.action import Action
from bot.chat.command import Command, Request, Surface
from bot.chat.markdown import bullets, paragraphs
from bot.chat.place import Audience
from bot.chat.reply import MENU_LIMIT, Button, Card, Choice, File, Reply, Select, Style
from bot.commands.contributing import listed
from bot.services import Services


async def show(services: Services, request: Request) -> Reply:
    """What is kept, counted."""
    kept = await services.stores.personal.export(request.space, request.person.id)
    counted = [f"{what}: {len(rows)}" for what, rows in kept.items() if rows]
    nothing = request.say("Nothing is kept about you in this space.")
    opening = request.say(
        "I keep your id on this platform with what you asked me to keep, and nothing you wrote elsewhere. Quotations "
        "that a channel has seen are kept without your name."
    )
    body = paragraphs(opening, bullets(counted) if counted else nothing)
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
    kept = await services.stores.personal.export(request.space, request.person.id)
    text = json.dumps({what: list(rows) for what, rows in kept.items()}, ensure_ascii=False, indent=2, default=str)
    return Reply(request.say("Everything that is kept about you in this space."), files=(File("mydata.json", text),))


async def erase(services: Services, request: Request) -> Reply:
    """Asks once before everything is erased."""
    text = request.say("Erase everything that is kept about you in this space? It cannot be brought back.")
    sure = Button(request.say("Yes, erase it"), Action("mydata.erased"), Style.DANGER)
    return Reply(text, controls=(sure,))


async def erased(services: Services, request: Request) -> Reply:
    """Erases everything, at once."""
    gone = await services.stores.personal.erase(request.space, request.person.id)
    rows = sum(gone.values())
    return Reply(request.plural("Erased: {n} entry.", "Erased: {n} entries.", rows))


COMMANDS = (
    Command("mydata show", "What is kept about you", show, audience=Audience.PRIVATE),
    Command("mydata export", "A file of everything that is kept about you", export, audience=Audience.PRIVATE),
    Command("mydata erase", "Erase everything that is kept about you", erase, audience=Audience.PRIVATE),
    Command("mydata.erased", "Erase it now", erased, audience=Audience.PRIVATE, surface=Surface.HIDDEN, replaces=True),
)
