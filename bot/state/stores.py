"""All stores together, on one database.

Decides what handlers may ask the database for: what these stores answer, and nothing else.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.state.aside import open_aside
from bot.state.blocks import Blocks
from bot.state.changes import Changes
from bot.state.changes_of_places import ChangesOfPlaces
from bot.state.copies import Copies
from bot.state.database import Database
from bot.state.deliveries import Deliveries
from bot.state.drawn import Drawn
from bot.state.holdings import Holdings
from bot.state.imports import Imports
from bot.state.inbox import Inbox
from bot.state.installing import Installing
from bot.state.moderators import Moderators
from bot.state.notes import Notes
from bot.state.opening import open_database
from bot.state.outgoing import Outgoing
from bot.state.parked import Parking
from bot.state.personal import KeepsPersonal, KeepsPlaces, Personal
from bot.state.plans import Plans
from bot.state.polls import Polls
from bot.state.saved import Saved
from bot.state.schedules import Schedules
from bot.state.sessions import Sessions
from bot.state.settings import Settings
from bot.state.spaces import Spaces
from bot.state.submissions import Submissions


@dataclass(frozen=True, slots=True)
class Stores:
    """One store per subject; each method takes the space first and cannot reach another's rows."""

    spaces: Spaces
    settings: Settings
    moderators: Moderators
    changes: Changes
    drawn: Drawn
    saved: Saved
    submissions: Submissions
    blocks: Blocks
    sessions: Sessions
    polls: Polls
    plans: Plans
    parked: Parking
    schedules: Schedules
    deliveries: Deliveries
    outgoing: Outgoing
    holdings: Holdings
    imports: Imports
    notes: Notes
    copies: Copies
    inbox: Inbox
    installing: Installing
    personal: Personal
    database: Database
    """For what brings its own statements, such as a platform's library."""


def stores_on(database: Database) -> Stores:
    """The stores on an open database."""
    settings, saved = Settings(database), Saved(database)
    sessions = Sessions(database)
    moderators, changes, schedules = Moderators(database), Changes(database), Schedules(database)
    submissions, polls, plans = Submissions(database), Polls(database), Plans(database)
    drawn, parked = Drawn(database), Parking(database)
    deliveries, imports = Deliveries(database), Imports(database)
    personal: dict[str, KeepsPersonal] = {
        "saved": saved,
        "suggestions": submissions,
        "votes": polls,
        "reading": plans,
        "settings": settings,
        "moderators": moderators,
        "changes": changes,
        "schedules": schedules,
        "sessions": sessions,
        "buttons": parked,
        "notices": deliveries,
    }
    places: dict[str, KeepsPlaces] = {
        "shown": drawn,
        "settings": settings,
        "sessions": sessions,
        "schedules": schedules,
        "posts": deliveries,
        "files": imports,
        "changes": ChangesOfPlaces(database),
    }

    def forget(space: str) -> None:
        for store in (settings, moderators, plans, submissions):
            store.forget(space)

    return Stores(
        spaces=Spaces(database),
        settings=settings,
        moderators=moderators,
        changes=changes,
        drawn=drawn,
        saved=saved,
        submissions=submissions,
        blocks=Blocks(database),
        sessions=sessions,
        polls=polls,
        plans=plans,
        parked=parked,
        schedules=schedules,
        deliveries=deliveries,
        outgoing=Outgoing(database),
        holdings=Holdings(database, forget),
        imports=imports,
        notes=Notes(database),
        copies=Copies(database),
        inbox=Inbox(database),
        installing=Installing(database),
        personal=Personal(personal, places, database.empty_log),
        database=database,
    )


@asynccontextmanager
async def open_state_aside(url: str, folder: Path) -> AsyncIterator[Stores]:
    """The stores on a copy of the SQLite file, made now and gone at the end. Raises StateError, also for a server."""
    async with open_aside(url, folder) as database:
        yield stores_on(database)


@asynccontextmanager
async def open_state(url: str, folder: Path) -> AsyncIterator[Stores]:
    """The stores on the database that `url` names, or on the SQLite file in `folder` when it is empty.

    Raises StateError (`bot.state.refusals`), whose message is for the person who starts the bot.
    """
    async with open_database(url, folder) as database:
        yield stores_on(database)
