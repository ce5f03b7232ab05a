"""What every kind of delivery needs: who asks, whether it came before, and where the answer goes.

Decides what a request from Slack says of a person and a place, and what somebody reads when we failed.
"""

import logging

from adapters.slack.answering import Answering
from adapters.slack.calls import Calls
from adapters.slack.incoming import Way
from adapters.slack.people import People
from bot.app import App
from bot.chat.command import Quoted, Request
from bot.chat.errors import trace_of
from bot.chat.place import Audience, Own, Person, Place
from bot.chat.reply import Reply
from bot.dispatch import Answer

PLATFORM = "slack"

_log = logging.getLogger(__name__)


class Desk:
    """Stands between Slack's deliveries and the core."""

    def __init__(self, app: App, calls: Calls, people: People) -> None:
        self._app = app
        self.dispatcher = app.dispatcher
        self.calls = calls
        self.people = people
        self.answering = Answering(calls)

    async def is_first(self, way: Way) -> bool:
        """Whether this delivery did not come before. What has no key may be done twice."""
        if not way.once:
            return True
        services = self._app.services
        return await services.stores.inbox.is_first(PLATFORM, way.once, services.now())

    async def request(self, way: Way, message: Quoted | None = None) -> Request:
        """The request, in the language of whoever asks."""
        known = await self.people.find(way.installed.space, way.person, way.installed.token)
        place = Place(PLATFORM, way.installed.space, way.place, way.thread or None)
        person = Person(way.person, known.name or way.name, known.runs_space)
        own = Own.CHANNEL if way.is_alone else Own.NOTHING
        return self.dispatcher.heard(Request(place, person, known.locale, message, own=own))

    async def apologise(self, error: Exception, way: Way) -> None:
        """Log what nobody foresaw, by where it happened, and say so to whoever waits for an answer."""
        _log.error("delivery failed: %s", trace_of(error))
        if way.installed.token and way.person:
            place = Place(PLATFORM, way.installed.space, way.place)
            request = self.dispatcher.heard(Request(place, Person(way.person, way.name)))
            sorry = request.say(
                "Something went wrong on my side. Try again; if it happens again, tell whoever runs this bot."
            )
            await self.answering.give(refusal(sorry), request, way)


def refusal(sentence: str) -> Answer:
    """A private answer that says what is wrong."""
    return Answer(Reply(sentence, audience=Audience.PRIVATE, is_error=True), Audience.PRIVATE)
