"""What reaches a person's screen: a message, a modal, a Home tab, errors at the fields of a form, Slack's own notes."""

from dataclasses import dataclass

from tests.fakes.slack.display import Reading, interactive, read
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.world import Message, View


def _label(element: Json) -> str:
    shown = element.get("text") or element.get("placeholder") or {}
    return str(shown.get("text", ""))


@dataclass(frozen=True)
class ShownMessage:
    """A message that appeared, or changed where it stood."""

    message: Message
    changed: bool = False

    @property
    def reading(self) -> Reading:
        """What it says."""
        return read(self.message.blocks, self.message.text)

    @property
    def text(self) -> str:
        """The words on the screen."""
        return self.reading.words

    @property
    def fallback(self) -> str:
        """The words of the notification and of screen readers."""
        return read([], self.message.text).words

    @property
    def is_private(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.message.to)

    @property
    def thread(self) -> str:
        """The thread it stands in, or nothing."""
        return self.message.thread_ts

    @property
    def buttons(self) -> list[str]:
        """The labels that can be pressed."""
        return [_label(element) for _, element in interactive(self.message.blocks) if element["type"] == "button"]

    @property
    def menus(self) -> dict[str, list[str]]:
        """What can be chosen, by the menu's label."""
        return {
            _label(element): [option["text"]["text"] for option in element.get("options", ())]
            for _, element in interactive(self.message.blocks)
            if element["type"] != "button"
        }

    @property
    def blocks(self) -> list[Json]:
        """What it is made of."""
        return self.message.blocks


@dataclass(frozen=True)
class ShownView:
    """A modal or a Home tab that opened or changed."""

    view: View

    @property
    def title(self) -> str:
        """The title of a modal."""
        return str(self.view.asked.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        """What it is made of."""
        return list(self.view.asked["blocks"])

    @property
    def text(self) -> str:
        """The words on the screen."""
        return read(self.blocks, "").words

    @property
    def fields(self) -> dict[str, Json]:
        """The fields of a form: their elements by the id of the block."""
        return {block["block_id"]: block["element"] for block in self.blocks if block["type"] == "input"}

    @property
    def buttons(self) -> list[str]:
        """The labels that can be pressed."""
        return [_label(element) for _, element in interactive(self.blocks) if element["type"] == "button"]


@dataclass(frozen=True)
class FieldErrors:
    """A form that was not accepted: what is wrong, by field. It stays open with what was typed."""

    view: View
    errors: dict[str, str]


@dataclass(frozen=True)
class Deleted:
    """A message that went away."""

    message: Message


@dataclass(frozen=True)
class Failure:
    """Slack's own note that the application did not answer, such as `operation_timeout`."""

    reason: str


Shown = ShownMessage | ShownView | FieldErrors | Deleted | Failure
