"""What people do in the local Slack, and what they see next.

Decides that an action is complete when something appears on the screen of whoever acted.
"""

from collections.abc import Mapping

from tests.fakes.slack import forms, payloads, views
from tests.fakes.slack.blocks import view_problems
from tests.fakes.slack.display import interactive
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.shown import Failure, FieldErrors, Shown, ShownMessage, ShownView
from tests.fakes.slack.uploads import chosen
from tests.fakes.slack.watching import Watching
from tests.fakes.slack.world import Channel, Member, Message, View

_ECHOED = frozenset({"action_id", "type", "text", "value", "style"})  # what Slack says of a button that was pressed


class Acting(Watching):
    """The local Slack with people in it. Whoever is not named is the first member, in the first channel."""

    keeps_files = True
    """Whether a file that was chosen is still there when the app asks for it."""

    async def slash(
        self, command: str, text: str = "", *, as_: Member | None = None, in_: Channel | None = None
    ) -> Shown:
        """Type a slash command."""
        declared = {each["command"]: each for each in self.manifest["features"]["slash_commands"]}
        assert command in declared, f"{command} is not a valid command. The app declares {sorted(declared)}."
        member, channel = as_ or self.somebody, in_ or self.somewhere
        typed = self.escaped(text) if declared[command].get("should_escape") else text
        return await self._act("slash_commands", payloads.slash(self.service, member, channel, command, typed), member)

    async def send_slash(self, command: str) -> None:
        """Type a slash command and go away: nothing is waited for but the acknowledgement."""
        payload = payloads.slash(self.service, self.somebody, self.somewhere, command, "")
        assert await self.deliver("slash_commands", payload) is not None

    async def press(self, shown: Shown, label: str, *, as_: Member | None = None) -> Shown:
        """Press a button."""
        assert isinstance(shown, ShownMessage | ShownView)
        for block, element in interactive(shown.blocks):
            if element["type"] == "button" and element["text"]["text"] == label:
                used = {key: part for key, part in element.items() if key in _ECHOED}
                return await self._use(shown, as_, {**used, "block_id": block})
        raise AssertionError(f"There is no button {label!r}; there are {shown.buttons}.")

    async def choose(self, shown: Shown, menu: str, option: str, *, as_: Member | None = None) -> Shown:
        """Choose from a menu."""
        assert isinstance(shown, ShownMessage | ShownView)
        for block, element in interactive(shown.blocks):
            if element.get("placeholder", {}).get("text") == menu:
                chosen = forms.option_of(element, option)
                used = {"action_id": element["action_id"], "type": element["type"], "selected_option": chosen}
                return await self._use(shown, as_, {**used, "block_id": block})
        raise AssertionError(f"There is no menu {menu!r}.")

    async def suggestions(
        self, shown: Shown, field: str, typed: str = "", *, as_: Member | None = None
    ) -> dict[str, Json]:
        """What a field offers for what was typed, by label."""
        assert isinstance(shown, ShownView)
        member, element = as_ or self.somebody, shown.fields[field]
        asked = payloads.suggestion(self.service, member, shown.view, field, element["action_id"], typed)
        answer = await self.deliver("interactive", asked)
        assert answer is not None, "No suggestions came within three seconds."
        options = answer.get("payload", {}).get("options", [])
        assert len(options) <= 100, "More than 100 suggestions."
        problems = view_problems(_only(options)) if options else []
        assert not problems, problems
        return {option["text"]["text"]: option for option in options}

    async def submit(
        self, shown: Shown, given: Mapping[str, object] | None = None, *, as_: Member | None = None
    ) -> Shown:
        """Fill in a form and send it. A menu's option is named by its label; of what is suggested, else the first.

        A file is given as its bytes.
        """
        assert isinstance(shown, ShownView)
        member = as_ or self.somebody
        filled = {name: await self._entry(shown, name, value, member) for name, value in (given or {}).items()}
        values, errors = forms.values_of(shown.view, filled)
        if errors:
            return FieldErrors(shown.view, errors)
        self.clear(member)
        answer = await self.deliver("interactive", payloads.submission(self.service, member, shown.view, values))
        if answer is None:
            return Failure("We had some trouble connecting. Try again?")
        self._after_submission(shown.view, answer.get("payload") or {})
        return await self.appears(member)

    async def shortcut(self, shown: Shown, name: str, *, as_: Member | None = None) -> Shown:
        """Use a message shortcut from the menu of a message."""
        assert isinstance(shown, ShownMessage)
        member, callback = as_ or self.somebody, self._callback(name, "message")
        return await self._act("interactive", payloads.message_action(self.service, member, shown, callback), member)

    async def global_shortcut(self, name: str, *, as_: Member | None = None) -> Shown:
        """Use a shortcut from the menu beside the message field."""
        member, callback = as_ or self.somebody, self._callback(name, "global")
        return await self._act("interactive", payloads.shortcut(self.service, member, callback), member)

    def say(
        self, text: str, *, as_: Member | None = None, in_: Channel | None = None, thread: str = ""
    ) -> ShownMessage:
        """Write a message."""
        member, channel = as_ or self.somebody, in_ or self.somewhere
        return ShownMessage(self.service.post(channel, Message("", channel.id, member.id, text, thread_ts=thread)))

    async def send_mention(self, text: str, *, by_app: bool = False) -> None:
        """Mention the app and go away, as a person or as another app."""
        said = self.say(f"<@{self.workspace.bot_user}> {text}")
        content: Json = {**said.message.payload(), "type": "app_mention", "channel": self.somewhere.id}
        content |= {"bot_id": "B0OTHER"} if by_app else {}
        await self.deliver("events_api", payloads.event(self.service, content))

    async def mention(
        self, text: str, *, as_: Member | None = None, in_: Channel | None = None, thread: str = ""
    ) -> Shown:
        """Write a message that begins with the app's name."""
        member, channel = as_ or self.somebody, in_ or self.somewhere
        said = self.say(f"<@{self.workspace.bot_user}> {self.escaped(text)}", as_=member, in_=channel, thread=thread)
        assert "app_mention" in self.manifest["settings"]["event_subscriptions"]["bot_events"]
        assert self.workspace.bot_user in channel.members, "Slack tells an app of mentions only where it is a member."
        return await self._happen({**said.message.payload(), "type": "app_mention", "channel": channel.id}, member)

    async def open_home(self, *, as_: Member | None = None) -> Shown:
        """Look at the Home tab."""
        member = as_ or self.somebody
        opened = {"type": "app_home_opened", "user": member.id, "channel": f"D0{member.id}", "tab": "home"}
        return await self._happen(opened, member)

    async def uninstall(self, *, revoked_first: bool = True) -> None:
        """Remove the app; Slack tells it in either order."""
        assert self.workspace.installation is not None
        self.workspace.installation.revoked = True
        told: list[Json] = [{"type": "tokens_revoked", "tokens": {"bot": [self.workspace.bot_user]}}]
        told.insert(int(revoked_first), {"type": "app_uninstalled"})
        for content in told:
            await self.deliver("events_api", payloads.event(self.service, content))

    async def _happen(self, content: Json, member: Member) -> Shown:
        return await self._act("events_api", payloads.event(self.service, content), member)

    async def _use(self, shown: ShownMessage | ShownView, as_: Member | None, action: Json) -> Shown:
        member = as_ or self.somebody
        action |= {"action_ts": self.service.stamp()}
        if isinstance(shown, ShownMessage):
            payload = payloads.press_in_message(self.service, member, shown, action)
        else:
            payload = payloads.press_in_view(self.service, member, shown.view, action)
        return await self._act("interactive", payload, member)

    async def _act(self, kind: str, payload: Json, member: Member) -> Shown:
        self.clear(member)
        answer = await self.deliver(kind, payload)
        if answer is None:
            return Failure("operation_timeout")
        return await self.appears(member)

    async def _entry(self, shown: ShownView, name: str, value: object, member: Member) -> object:
        element = shown.fields.get(name, {})
        if element.get("type") == "file_input" and isinstance(value, bytes):
            file = chosen(self.service, "file.json", value, member.id)
            if not self.keeps_files:
                self.workspace.files.clear()
            return [file]
        if element.get("type") == "external_select" and isinstance(value, str):
            offered = await self.suggestions(shown, name, value, as_=member)
            return offered.get(value) or next(iter(offered.values()))
        if "options" in element and isinstance(value, str):
            return forms.option_of(element, value)
        return value

    def _after_submission(self, view: View, payload: Json) -> None:
        match payload.get("response_action"):
            case None:
                self.workspace.views.pop(view.id, None)
            case "errors":
                inputs = {block["block_id"] for block in view.asked["blocks"] if block["type"] == "input"}
                if not payload["errors"] or not payload["errors"].keys() <= inputs:
                    self.service.complaints.append(f"errors at fields that are not there: {payload['errors']}")
                self.service.show(view.owner, FieldErrors(view, payload["errors"]))
            case "update":
                views.change(self.service, view, views.checked(payload["view"], "modal"))
            case "clear":
                self.workspace.views.clear()

    def _callback(self, name: str, kind: str) -> str:
        for each in self.manifest["features"].get("shortcuts", ()):
            if (each["name"], each["type"]) == (name, kind):
                return str(each["callback_id"])
        raise AssertionError(f"The app declares no {kind} shortcut {name!r}.")


def _only(options: list[Json]) -> Json:
    """A view with nothing but a menu of these options, for the check of their limits."""
    plain = {"type": "plain_text", "text": "x"}
    element = {"type": "static_select", "action_id": "x", "options": options}
    block = {"type": "input", "label": plain, "element": element}
    return {"type": "modal", "title": plain, "submit": plain, "blocks": [block]}
