"""What the bot posts by itself, in words: the daily prompt, the weekly list of discussions, notices to moderators.

Decides that a post says why it appears and when the next one comes, that it is written in the language the space chose,
and that one control of each carries the delivery's token, by which it can be found and asked about.
"""

from datetime import timedelta

from bot.chat.action import Action
from bot.chat.clean import clip
from bot.chat.command import Request
from bot.chat.markdown import Markdown, bold, bullets, paragraphs
from bot.chat.place import Person
from bot.chat.reply import FOLLOW_UP_LIMIT, Button, Card, Reply
from bot.commands.noticing import notice_card
from bot.commands.quoting import prompt_card
from bot.commands.timing import day_name, local_moment, rhythm_in_words
from bot.daily.calendar import upcoming
from bot.daily.deck import OWN
from bot.daily.picking import Reads
from bot.daily.rhythm import rhythm_of
from bot.daily.writing import Post
from bot.library.library import Library
from bot.preferences import LANGUAGE, value_of
from bot.state.delivery import Delivery
from bot.state.schedule import Schedule
from bot.state.standing import State
from bot.state.stores import Stores
from bot.texts import sentences

WEEK = timedelta(days=7)
LISTED = 14  # discussions in the weekly list


class Posts:
    """Writes what is posted unasked."""

    def __init__(self, stores: Stores, reads: Reads) -> None:
        self._stores = stores
        self._reads = reads

    async def prompt(self, schedule: Schedule, delivery: Delivery, prompt: str) -> Post:
        """The daily prompt, and the name of its thread."""
        library, request = await self._reads(schedule.space), await self._request(delivery, schedule)
        card = prompt_of(prompt, library, request)
        why = _why(schedule, request)
        following = upcoming(rhythm_of(schedule.chosen), delivery.due_at, 1, delivery.due_at)
        if following:
            at = local_moment(following[0].at, schedule.chosen.zone, request)
            next_one = request.mark("The next one: {moment}.", moment=at)
            why = Markdown(f"{why} {next_one}")
        shown = Card(card.title, paragraphs(card.body, why), footer=card.footer)
        buttons = [] if schedule.chosen.opens_thread else _discuss(prompt, library, request)
        if prompt in library.prompts and library.prompts[prompt].follow_ups:
            buttons.append(Button(request.say("Follow-ups"), Action("prompt.follow-ups", (prompt,))))
        buttons.append(Button(request.say("Why this?"), Action("daily.why", (delivery.token,))))
        pinged = (schedule.chosen.ping,) if schedule.chosen.ping else ()
        return Post(Reply(cards=(shown,), controls=tuple(buttons), mentions=pinged), question_of(prompt, library))

    async def notice(self, delivery: Delivery, schedule: Schedule | None) -> Reply:
        """What a moderator needs to know."""
        request = await self._request(delivery, schedule)
        again = Button(request.say("Check again"), Action("daily.check", (delivery.token,)))
        return Reply(cards=(notice_card(delivery, schedule, request),), controls=(again,))

    async def digest(self, delivery: Delivery, schedule: Schedule) -> Reply | None:
        """The discussions of the seven days before; None when there were none."""
        library, request = await self._reads(schedule.space), await self._request(delivery, schedule)
        recent = await self._stores.deliveries.recent(schedule.space, schedule.id, LISTED)
        open_ = [one for one in recent if one.state is State.SENT and one.thread]
        week = [one for one in open_ if timedelta(0) < delivery.due_at - one.due_at <= WEEK]
        if not week:
            return None
        lines = [
            request.mark("{day}: {question}", day=day_name(one.day, request), question=question_of(one.prompt, library))
            for one in reversed(week)
        ]
        body = paragraphs(
            request.say("These discussions of the last week are still open to everybody:"),
            bullets(lines),
            request.say("Moderators switch this list off with /manage settings digest off."),
        )
        why = Button(request.say("Why this?"), Action("daily.why", (delivery.token,)))
        return Reply(cards=(Card(request.say("Discussions of the week"), body),), controls=(why,))

    async def _request(self, delivery: Delivery, schedule: Schedule | None) -> Request:
        channel = schedule.chosen.channel if schedule else delivery.place.channel
        chosen = await self._stores.settings.effective(delivery.space, channel)
        language = value_of(LANGUAGE, chosen)
        return Request(delivery.place, Person("", ""), language, space=delivery.space, sentences=sentences(language))


def _why(schedule: Schedule, request: Request) -> Markdown:
    """When it comes, and who asked for it: what is posted by a schedule is somebody's post (Slack's guidelines)."""
    rhythm = rhythm_in_words(schedule.chosen, request)
    if schedule.set_by_name:
        return request.mark("The daily prompt: {rhythm}; set up by {name}.", rhythm=rhythm, name=schedule.set_by_name)
    return request.mark("The daily prompt: {rhythm}.", rhythm=rhythm)


def prompt_of(prompt: str, library: Library, request: Request) -> Card:
    """The card of what a day has: a prompt of the library, or a question of the moderators' own."""
    if prompt in library.prompts:
        return prompt_card(library.prompts[prompt], library, request)
    return Card(
        title=request.say("For discussion"),
        body=bold(prompt.removeprefix(OWN)),
        footer=request.say("asked by the moderators"),
    )


def question_of(prompt: str, library: Library) -> str:
    """The question alone, as short as the name of a thread."""
    found = library.prompts.get(prompt)
    return clip(found.question if found else prompt.removeprefix(OWN), FOLLOW_UP_LIMIT)


def _discuss(prompt: str, library: Library, request: Request) -> list[Button]:
    known = prompt in library.prompts
    return [Button(request.say("Discuss"), Action("prompt.discuss", (prompt,)))] if known else []
