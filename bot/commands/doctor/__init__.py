"""`/manage doctor`: does everything work that this group has set up, and if not, who can do what about it?

Decides that what is wrong comes first, one line each with what to do and who can; that what is well is said too, since
silence proves nothing; and that a check which goes wrong itself is a finding like any other.
"""

import asyncio
from collections.abc import Sequence

from bot.chat.action import Action
from bot.chat.command import Command, Request
from bot.chat.markdown import bullets, paragraphs
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Card, Reply
from bot.commands.doctor.channels import channels
from bot.commands.doctor.finding import Finding
from bot.commands.doctor.machine import backups, clock_and_platform, store
from bot.commands.doctor.patient import Patient
from bot.commands.doctor.roles import roles
from bot.commands.doctor.schedules import schedules
from bot.commands.pressed import pressed
from bot.services import Services


async def doctor(services: Services, request: Request) -> Reply:
    """Look at everything, and say what was found."""
    patient = await Patient.of(services, request)
    looked = await asyncio.gather(
        clock_and_platform(patient), channels(patient), roles(patient), store(patient), backups(patient)
    )
    found = [*schedules(patient), *(finding for findings in looked for finding in findings)]
    again = Button(request.say("Check again"), Action("doctor.again"))
    return Reply(cards=tuple(_cards(found, request)), controls=(again,))


def _cards(found: Sequence[Finding], request: Request) -> Sequence[Card]:
    wrong = [one.says for one in found if not one.is_well]
    well = bullets(one.says for one in found if one.is_well)
    if not wrong:
        return [Card(request.say("All is well"), well)]
    title = request.plural("{n} thing needs somebody", "{n} things need somebody", len(wrong))
    return [Card(title, bullets(wrong)), *([Card(request.say("All else is well"), paragraphs(well))] if well else [])]


COMMANDS = (
    Command(
        "manage doctor",
        "Does everything here work, and if not, who can do what about it?",
        doctor,
        permission=Permission.MODERATOR,
        audience=Audience.PRIVATE,
    ),
    pressed("doctor.again", "Look at everything again", doctor, replaces=True),
)
