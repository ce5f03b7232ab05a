"""The board of a session: one message that says who speaks, who waits and by which rule.

Decides what a group sees of a session at a glance, that a long turn or item is remarked on there and nowhere else, and
which buttons there are. The board says everything in words too; nothing on it depends on a colour.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.chat.action import Action
from bot.chat.command import Request
from bot.chat.markdown import Markdown, bold, bullets, escape, italic, lines, paragraphs
from bot.chat.reply import Button, Card, Reply, Style
from bot.session.agenda import Item
from bot.session.floor import Door
from bot.session.lengths import left, spent
from bot.session.queue import Hand
from bot.session.session import Session

WAITING_SHOWN = 15  # hands on the board; /hand list has all


def board(session: Session, now: datetime, request: Request) -> Reply:
    """The board as it is now, in the language of `request`."""
    if session.ended_at is not None:
        return _over(session, request)
    card = Card(
        title=title(session, request),
        body=paragraphs(*_state(session, now, request)),
        fields=tuple(_fields(session, now, request)),
        footer=rule(session, request),
    )
    return Reply(cards=(card,), controls=_buttons(session, now, request))


def title(session: Session, request: Request) -> str:
    """What the session is called."""
    return request.say("Session: {topic}", topic=session.topic) if session.topic else request.say("Session")


def rule(session: Session, request: Request) -> str:
    """The rule by which the queue is in order, and who may raise a hand."""
    queue = request.say(
        "Next: quick replies to the speaker (one each per turn), then who has not spoken yet, then who has spoken "
        "least; each by arrival."
    )
    match session.floor.door:
        case Door.OPEN:
            return queue
        case Door.LAST_WORD:
            door = request.say("Last words: only who has not spoken yet may raise a hand.")
        case Door.LOCKED:
            door = request.say("The queue is locked: no new hands.")
    return f"{queue} {door}"


def waiting_lines(session: Session, hands: Iterable[Hand], request: Request) -> Iterable[Markdown]:
    """One line for each who waits, in order."""
    for place, hand in enumerate(hands, 1):
        said = escape(f"{place}. {session.floor.name_of(hand.person)}")
        why = (
            request.say("quick reply") if hand.replied else request.say("moved by a facilitator") if hand.place else ""
        )
        if why:
            said = Markdown(f"{said} ({escape(why)})")
        yield Markdown(f"{said}: {escape(hand.about)}") if hand.about else said


def _state(session: Session, now: datetime, request: Request) -> Iterable[Markdown]:
    if session.is_asking(now):
        yield bold(
            request.say(
                "Nobody has pressed anything for a while. Is the session over? It ends by itself after an hour."
            )
        )
    if session.is_paused:
        yield bold(request.say("Paused: all times stand."))
    yield _speaker(session, now, request)


def _speaker(session: Session, now: datetime, request: Request) -> Markdown:
    speaker = session.floor.speaker
    if speaker is None:
        return escape(request.say("Nobody speaks."))
    elapsed = speaker.timer.elapsed(now)
    name, time = session.floor.name_of(speaker.person), spent(elapsed, request)
    if speaker.is_reply:
        said = request.mark("**{name}** gives a quick reply, for {time}", name=name, time=time)
    else:
        said = request.mark("**{name}** speaks, for {time}", name=name, time=time)
    about = Markdown(f" ({escape(speaker.about)})") if speaker.about else Markdown("")
    long = elapsed >= session.per_turn
    warning = italic(request.say("that is a long turn; please come to an end")) if long else Markdown("")
    return Markdown(f"{said}{about}. {warning}" if warning else f"{said}{about}.")


def _fields(session: Session, now: datetime, request: Request) -> Iterable[tuple[str, Markdown]]:
    yield request.say("Time"), escape(_time(session, now, request))
    if session.agenda.items:
        yield request.say("Agenda"), bullets(_item(one, session, now, request) for one in session.agenda.items)
    waiting = session.floor.waiting
    if waiting:
        queue = [*waiting_lines(session, waiting[:WAITING_SHOWN], request)]
        if len(waiting) > WAITING_SHOWN:
            more = len(waiting) - WAITING_SHOWN
            queue.append(escape(request.plural("and {n} more: /hand list", "and {n} more: /hand list", more)))
        yield request.say("Waiting"), lines(queue)
    else:
        yield request.say("Waiting"), escape(request.say("nobody"))
    yield request.say("Facilitator"), escape(session.host.name or request.say("the moderators"))


def _time(session: Session, now: datetime, request: Request) -> str:
    elapsed = session.clock.elapsed(now)
    if session.planned is None:
        return spent(elapsed, request)
    return f"{spent(elapsed, request)} · {left(session.planned, elapsed, request)}"


def _item(item: Item, session: Session, now: datetime, request: Request) -> Markdown:
    elapsed = item.timer.elapsed(now)
    if item.number == session.agenda.current:
        times = [spent(elapsed, request)]
        if item.planned:
            times.append(left(item.planned, elapsed, request))
        return Markdown(f"{bold(item.title)} ({escape(' · '.join((request.say('now'), *times)))})")
    if item.is_done:
        done = request.say("done, {time}", time=spent(elapsed, request))
        return Markdown(f"{escape(item.title)} ({escape(done)})")
    planned = f" ({spent(item.planned, request)})" if item.planned else ""
    return escape(f"{item.title}{planned}")


def _buttons(session: Session, now: datetime, request: Request) -> tuple[Button, ...]:
    state = "go on" if session.is_paused else "pause"
    asked = (Button(request.say("Go on"), Action("session.stir")),) if session.is_asking(now) else ()
    return (
        *asked,
        Button(request.say("Raise hand"), Action("hand.up"), Style.PRIMARY),
        Button(request.say("Quick reply"), Action("hand.reply")),
        Button(request.say("Lower hand"), Action("hand.down")),
        Button(request.say("Next"), Action("session.next", (str(session.floor.calls),))),
        Button(request.say("Resume") if session.is_paused else request.say("Pause"), Action("session.pause", (state,))),
        Button(request.say("End"), Action("session.end"), Style.DANGER),
    )


def _over(session: Session, request: Request) -> Reply:
    took = spent((session.ended_at or session.started_at) - session.started_at, request)
    card = Card(title(session, request), escape(request.say("This session is over. It took {time}.", time=took)))
    return Reply(cards=(card,), controls=(Button(request.say("Minutes"), Action("minutes.show", (session.id,))),))
