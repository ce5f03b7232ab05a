"""The one way in: find the command, permit, check the values, run, and turn whatever happens into an answer.

Decides who may do what and who sees the answer, for every entry alike: a command, a button, a menu, a form, a
suggestion. Adapters call it and render what comes back; they decide nothing of this.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process

from bot import typed as grammar
from bot import values
from bot.arrivals import heard, permit, placed
from bot.chat.action import ASK, SHARE, Action
from bot.chat.clean import clean
from bot.chat.command import ONLY_ME, Command, Request, Surface
from bot.chat.errors import UserError, trace_of
from bot.chat.form import Form, form_of
from bot.chat.place import Audience
from bot.chat.reply import MENU_LIMIT, Button, Choice, Reply
from bot.chat.shown import ShownQuote
from bot.commands.untold import with_untold
from bot.handing import opened
from bot.preferences import LOOKUPS, value_of
from bot.reading import reach_of, today
from bot.services import Edition, Services
from bot.session.entry import Entry, Kind
from bot.texts import languages, sentences
from bot.views import Views
from bot.wires import KEPT_NAMES, fitted, fitted_form, fitting, stale, taken_up, with_share

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What to show, to whom, and whether it takes the place of the message whose button was pressed."""

    content: Reply | Form
    audience: Audience
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """What is known of an answer before the command has run: platforms have to be told first."""

    audience: Audience
    replaces: bool = False


class Dispatcher:
    """Runs commands. One per process; holds nothing of a conversation."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._views = Views(services.shelf, services.stores)
        self._commands = {command.name: command for command in services.commands}
        if len(self._commands) != len(services.commands):
            raise ValueError("Two commands have the same name.")
        if taken := KEPT_NAMES & set(self._commands):
            raise ValueError(f"The name {', '.join(taken)} is kept for buttons that carry another command.")

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands, in the order of declaration."""
        return self._services.commands

    async def usable(self, request: Request) -> tuple[Command, ...]:
        """The commands that the person may use, for an adapter that offers them; none on an error."""
        try:
            permission = (await self._placed(request)).permission
        except Exception as error:
            _log.error("commands could not be offered: %s", trace_of(error))
            return ()
        return tuple(command for command in self.commands if command.permission <= permission)

    async def edition(self, request: Request) -> Edition:
        """The library as the space of this request sees it, for an adapter that lets people browse."""
        return await self._views.of((await self._placed(request)).space)

    async def type(self, line: str, request: Request) -> Answer:
        """Run a typed line such as `/quote generalization speaker:ilya`."""
        slash = [command for command in self.commands if command.surface is Surface.SLASH]
        found = grammar.find(line, slash)
        if found is None:
            return await self._guarded(lambda: self._unknown(line, slash, request), request)
        command, rest = found
        return await self.run(command.name, request, grammar.parse(rest, command))

    async def run(self, name: str, request: Request, given: Mapping[str, str]) -> Answer:
        """Run a command with raw values by option name."""
        return await self._guarded(lambda: self._run(name, request, given), request)

    async def press(self, wire: str, request: Request, chosen: Sequence[str] = ()) -> Answer:
        """Run what a button or a menu carries; `chosen` is what was chosen in the menu."""
        return await self._guarded(lambda: self._press(wire, request, chosen), request)

    async def submit(self, wire: str, request: Request, fields: Mapping[str, str]) -> Answer:
        """Run what a form carries, with what stands in its fields."""
        return await self._guarded(lambda: self._submit(wire, request, fields), request)

    async def audience(self, name: str, request: Request, given: Mapping[str, str]) -> Audience:
        """Who will see the answer; known before the handler runs, since platforms must be told first."""
        command = self._commands.get(name)
        if command is None:
            return Audience.PRIVATE
        return await self._audience(command, await self._placed(request), given)

    async def promise(
        self, wire: str, request: Request, chosen: Sequence[str] = (), fields: Mapping[str, str] | None = None
    ) -> Promise:
        """What is known beforehand of the answer to a button, a menu or a form. Never raises."""
        try:
            action, request = await self._taken_up(wire, request)
            for value in chosen:
                action = action.with_value(value)
            command, given, audience = self._meant(action, fields or {}, request)
            audience = audience or await self._audience(command, await self._placed(request), given)
            return Promise(audience, command.replaces)
        except UserError:
            return Promise(Audience.PRIVATE)

    async def ask_again(self, wire: str, request: Request, fields: Mapping[str, str]) -> Button | None:
        """A button that opens a form again with what was filled in, for where one cannot be opened at once."""
        try:
            action, request = await self._taken_up(wire, request)
            command, given, _ = self._meant(action, fields, request)
        except UserError:
            return None
        asked = Action(ASK, (command.name, *command.ordered(given)))
        return Button(request.say("Open the form"), await fitting(asked, request, self._services))

    def heard(self, request: Request) -> Request:
        """The request with its reader's language, for what a platform says on its own."""
        return heard(request)

    def translations(self, sentence: str) -> dict[str, str]:
        """A sentence in the languages that have it, by BCP 47 tag; English is not among them."""
        found = {tag: sentences(tag).one(sentence) for tag in languages()[1:]}
        return {tag: text for tag, text in found.items() if text != sentence}

    async def suggest(
        self, name: str, option: str, request: Request, typed: str, given: Mapping[str, str] | None = None
    ) -> tuple[Choice, ...]:
        """Completions for an option; none when the person may not use the command, and none on an error."""
        try:
            placed = await self._placed(request)
            command = self._allowed(name, placed)
            declared = command.option(option)
            if declared is None or declared.suggest is None:
                return ()
            found = await declared.suggest(await self._seen_by(placed), placed, clean(typed)[: values.TEXT_LIMIT])
            return tuple(found)[:MENU_LIMIT]
        except UserError:
            return ()
        except Exception as error:
            _log.error("suggestion failed for %s of %s: %s", option, name, trace_of(error))
            return ()

    async def _run(
        self, name: str, request: Request, given: Mapping[str, str], audience: Audience | None = None
    ) -> Answer:
        request = await self._placed(request)
        command = self._allowed(name, request)
        request = replace(request, audience=audience or await self._audience(command, request, given))
        read, errors = await self._read(command, given, request)
        if not errors:
            read, errors = await opened(command, read, request)
        if errors:
            content: Reply | Form = form_of(command, given, errors, _why(command, errors, request))
        else:
            content = await command.handler(await self._seen_by(request), request, **read)
        if isinstance(content, Form):
            return Answer(await fitted_form(content, request, self._services), Audience.PRIVATE)
        final = Audience.PRIVATE if Audience.PRIVATE in (content.audience, request.audience) else Audience.CHANNEL
        if command.is_lookup and request.audience is Audience.PRIVATE and content.audience is not Audience.PRIVATE:
            content = with_share(content, command, dict(given), request)
        if final is Audience.PRIVATE:
            content = await with_untold(content, command, self._services, request)
        elif content.quotes or content.topics:
            await self._shown(content, request)
        return Answer(replace(await fitted(content, request, self._services), audience=final), final, command.replaces)

    async def _shown(self, content: Reply, request: Request) -> None:
        """What everybody in a place has just been shown, for the minutes of a session that runs there."""
        now, place = self._services.now(), request.place
        quotes = [
            Entry(Kind.QUOTE, now, name=one.speaker, text=f"{_in_marks(one)} ({one.status})", about=one.id)
            for one in content.quotes
        ]
        topics = [Entry(Kind.TOPIC, now, text=one.name, about=one.id) for one in content.topics]
        sessions = self._services.stores.sessions
        await sessions.show(request.space, place.channel, place.thread or "", [*quotes, *topics])

    async def _press(self, wire: str, request: Request, chosen: Sequence[str]) -> Answer:
        action, request = await self._taken_up(wire, request)
        for value in chosen:
            action = action.with_value(value)
        return await self._act(action, request, {})

    async def _submit(self, wire: str, request: Request, fields: Mapping[str, str]) -> Answer:
        return await self._act(*await self._taken_up(wire, request), fields)

    async def _act(self, action: Action, request: Request, fields: Mapping[str, str]) -> Answer:
        command, given, audience = self._meant(action, fields, request)
        if action.command == ASK:
            return await self._ask(command, request, given)
        return await self._run(command.name, request, given, audience)

    async def _ask(self, command: Command, request: Request, given: Mapping[str, str]) -> Answer:
        """The form of a command, whether or not anything is wrong with what is filled in."""
        request = await self._placed(request)
        self._allowed(command.name, request)
        _, errors = await self._read(command, given, request)
        form = form_of(command, given, {name: text for name, text in errors.items() if text})
        return Answer(await fitted_form(form, request, self._services), Audience.PRIVATE)

    def _meant(
        self, action: Action, fields: Mapping[str, str], request: Request
    ) -> tuple[Command, dict[str, str], Audience | None]:
        """The command behind an action, its values, and the audience where the button decides it."""
        wraps = action.command in (SHARE, ASK) and action.values
        inner = Action(action.values[0], action.values[1:]) if wraps else action
        command = self._commands.get(inner.command)
        if command is None or (action.command == SHARE and not command.is_lookup):
            raise stale(request)
        given = command.named(inner.values) | {name: value for name, value in fields.items() if value}
        if action.command != SHARE:
            return command, given, None
        given.pop(ONLY_ME.name, None)
        return command, given, Audience.CHANNEL

    async def _taken_up(self, wire: str, request: Request) -> tuple[Action, Request]:
        return await taken_up(wire, await self._placed(request), self._services)

    def _allowed(self, name: str, request: Request) -> Command:
        command = self._commands.get(name)
        if command is None:
            raise stale(request)
        permit(command, request)
        return command

    async def _audience(self, command: Command, request: Request, given: Mapping[str, str]) -> Audience:
        if command.audience is Audience.PRIVATE or not command.is_lookup:
            return command.audience
        read, _ = await self._read(command, given, request)
        if read.get("only_me"):
            return Audience.PRIVATE
        settings = await self._services.stores.settings.effective(request.space, request.place.channel)
        return Audience.PRIVATE if value_of(LOOKUPS, settings) == "private" else Audience.CHANNEL

    async def _read(
        self, command: Command, given: Mapping[str, str], request: Request
    ) -> tuple[dict[str, values.Value], dict[str, str]]:
        """The values of a command, and what is wrong with those that cannot be read."""
        return values.read(
            command, given, request, await today(self._services.stores, request.space, self._services.now())
        )

    async def _placed(self, request: Request) -> Request:
        return await placed(request, self._services)

    async def _seen_by(self, request: Request) -> Services:
        """What handlers are given, with the library as this space sees it and as far as this answer may show it."""
        services, edition = self._services, await self._views.of(request.space)
        reach = await reach_of(services.stores, edition.library, request, services.now())
        return replace(services, view=edition.within(reach), reach=reach)

    async def _unknown(self, line: str, slash: Sequence[Command], request: Request) -> Answer:
        request = await self._placed(request)
        names = [command.name for command in slash]
        first = clean(line, lines=False).strip().lstrip("/／").split(" ")[0][:40]
        close = process.extractOne(first.lower(), names, score_cutoff=70)
        if close:
            raise UserError(
                request.say("There is no /{typed}. Did you mean /{name}? See /help.", typed=first, name=close[0])
            )
        raise UserError(request.say("I answer to commands such as /quote generalization. See /help."))

    async def _guarded(self, work: Callable[[], Awaitable[Answer]], request: Request) -> Answer:
        """The one error path: what a person can put right is said; everything else is logged and apologised for."""
        try:
            return await work()
        except UserError as wrong:
            return _refusal(str(wrong))
        except Exception as error:
            reference = secrets.token_hex(3)
            _log.error("command failed, reference %s, on %s: %s", reference, request.place.platform, trace_of(error))
            apology = heard(request).say(
                "Something went wrong on my side, and nothing was changed. If it happens again, tell whoever runs this "
                "bot; reference {reference}.",
                reference=reference,
            )
            return _refusal(apology)


def _refusal(sentence: str) -> Answer:
    return Answer(Reply(sentence, audience=Audience.PRIVATE, is_error=True), Audience.PRIVATE)


def _in_marks(one: ShownQuote) -> str:
    """The words as they may stand in minutes: in quotation marks unless they are only reported."""
    return one.text if one.status == "reported, not a quotation" else f"“{one.text}”"


def _why(command: Command, errors: Mapping[str, str], request: Request) -> str:
    wrong = [sentence for sentence in errors.values() if sentence]
    missing = [f"{o.name} ({request.say(o.help)})" for o in command.options if errors.get(o.name) == ""]
    return " ".join([*wrong, *([request.say("Still needed: {what}.", what="; ".join(missing))] if missing else [])])
