"""What members and moderators see of a contribution, and what is checked before one is taken.

Decides that decisions are signed “the moderators”, that a name is shown to members only where its owner allowed it, and
that a contribution fits the library's own limits before anybody looks at it.
"""

from collections.abc import Iterator, Mapping

from bot.chat.command import Request
from bot.chat.markdown import Markdown, bold, escape, moment, paragraphs, quotation
from bot.library.nearly import twin_of
from bot.library.provenance import shown
from bot.library.records import PromptKind
from bot.services import Services
from bot.state.submission import PERSON_DAILY, PERSON_WAITING, Content, Full, State, Submission
from bot.texts import noted

QUOTE, PROMPT = "quote", "prompt"
WORDS_LIMIT, QUESTION_LEAST, QUESTION_LIMIT, NAME_LIMIT = 1500, 10, 400, 300  # as the library's records have them
COMPARED = 12  # the best hits of the index that are held against what is suggested

STATES: Mapping[State, str] = {
    State.ASKED: noted("waits for whoever said it"),
    State.WAITING: noted("waits for the moderators"),
    State.APPROVED: noted("approved"),
    State.REJECTED: noted("rejected"),
    State.DUPLICATE: noted("a duplicate"),
    State.REMOVED: noted("removed"),
}


def content_errors(services: Services, request: Request, content: Content, kind: str) -> dict[str, str]:
    """What is wrong with a contribution, by the names of the options."""
    errors: dict[str, str] = {}
    least, most = (2, WORDS_LIMIT) if kind == QUOTE else (QUESTION_LEAST, QUESTION_LIMIT)
    if not least <= len(content.words) <= most:
        errors["words"] = request.say(
            "{least} to {most} characters are allowed; these are {n}.", least=least, most=most, n=len(content.words)
        )
    for name, value in (("speaker", content.speaker), ("source", content.source)):
        if len(value) > NAME_LIMIT:
            errors[name] = request.say("At most {most} characters are allowed.", most=NAME_LIMIT)
    if content.topic not in services.library.topics:
        errors["topic"] = request.say("There is no topic of that name. See /topics for all of them.")
    return errors


def topic_id(services: Services, typed: str) -> str:
    """The id of the topic that is meant; empty where none is."""
    found = services.index.search(typed, kinds=("topic",), limit=1)
    return found.hits[0].key if found.hits else ""


def speaker_name(services: Services, typed: str) -> str:
    """The name of the speaker who is meant, as the library writes it; as it was typed where the library has none."""
    named = services.index.resolve(typed)
    known = services.library.speakers.get(named.key if named and named.kind == "speaker" else typed)
    return known.name if known else typed


def filled(content: Content) -> dict[str, str]:
    """A contribution by the names of the options that ask for it."""
    every = {
        "words": content.words,
        "speaker": content.speaker,
        "source": content.source,
        "topic": content.topic,
        "kind": content.asks,
    }
    return {name: value for name, value in every.items() if value}


async def twin(services: Services, request: Request, kind: str, words: str, but: str = "") -> str | None:
    """The id of what is nearly the same: in the library, in the group's own, or among what waits, `but` this one."""
    hits = services.index.search(words, kinds=(kind,), limit=COMPARED).hits
    waiting = await services.stores.submissions.waiting(request.space)
    pending = [(one.id, one.content.words) for one in waiting if one.kind == kind and one.id != but]
    return twin_of(words, [*((hit.key, _words_of(services, hit.key)) for hit in hits), *pending])


def _words_of(services: Services, key: str) -> str:
    quote = services.library.quotes.get(key)
    return shown(quote).text if quote else services.library.prompts[key].question


def body_of(one: Submission, services: Services, request: Request) -> Markdown:
    """The words of a contribution with whose they are and where they stand."""
    topic = services.library.topics.get(one.content.topic)
    about = topic.name if topic else request.say("no topic yet")
    if one.kind == PROMPT:
        asks = request.say(str(PromptKind(one.content.asks)))
        return paragraphs(bold(one.content.words), escape(f"{asks} · {about}"))
    source = one.content.source or request.say("no source yet")
    return paragraphs(
        quotation(f"“{one.content.words}”"),
        Markdown(f"— {bold(one.content.speaker)}, {escape(source)}"),
        escape(about),
    )


def state_of(one: Submission, request: Request) -> str:
    """Where a contribution stands, with the reason, in a line."""
    said = request.say(STATES[one.state])
    parts = [said, one.item or "", one.reason]
    return " · ".join(part for part in parts if part)


async def history(one: Submission, services: Services, request: Request) -> list[Markdown]:
    """What happened to a contribution, the oldest first. Decisions are the moderators', whoever pressed."""
    said = [Markdown(f"{moment(one.sent_at)} {escape(_sent(one, request))}")]
    made = await services.stores.changes.latest(request.space, subject=f"suggestion {one.id}")
    for change in reversed(made):
        if isinstance(change.after, str):
            what, own = request.say(STATES[State(change.after)]), False
        else:
            what, own = request.say("edited"), bool(one.by) and change.by == one.by
        who = request.say("whoever suggested it") if own else request.say("the moderators")
        said.append(Markdown(f"{moment(change.at)} {escape(f'{what} ({who})')}"))
    return said


def _sent(one: Submission, request: Request) -> str:
    return request.say("raised in a discussion") if one.raised else request.say("suggested")


def why_not(full: Full, request: Request) -> str:
    """Why nothing more is taken at the moment, and what to do."""
    match full:
        case Full.PERSON_WAITING:
            return request.say(
                "{n} of your suggestions wait already. Withdraw one (/mydata show), or wait for the moderators.",
                n=PERSON_WAITING,
            )
        case Full.PERSON_DAILY:
            return request.say("You have made {n} suggestions in a day. Come back tomorrow.", n=PERSON_DAILY)
        case Full.SPACE_WAITING:
            return request.say("Too many suggestions wait here. Ask the moderators to use /review.")
        case Full.BLOCKED:
            return request.say("The moderators of this space take no suggestions from you. Ask one of them why.")


def listed(every: tuple[Submission, ...], request: Request) -> Iterator[Markdown]:
    """One line for each of somebody's contributions."""
    for one in every:
        yield request.mark("**{state}**: {words}", state=state_of(one, request), words=one.content.words[:120])
