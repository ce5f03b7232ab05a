"""What a button, a menu or a form carries: a command and its values, at most 100 characters on the wire.

Decides the wire form `cp1:quote:generalization:2`. It holds no state and no secret: whoever presses is checked again.
It holds no space and no line end either (`cp1:quote:value+function`), so that it is one word on a typed line.
`cp1` is the version; a later, incompatible form gets another, so that an old button is recognised and not misread.
"""

from dataclasses import dataclass

VERSION = "cp1"
WIRE_LIMIT = 100  # Discord's custom_id; Slack allows 255 for action_id and 2,000 for a value

# “%” first, so that no escape is escaped again. “+” for a space, because it costs nothing of the hundred characters.
_ESCAPES = (("%", "%25"), (":", "%3A"), ("+", "%2B"), (" ", "+"), ("\n", "%0A"), ("\r", "%0D"))

# Three names are no commands but ways to carry one; their values are another command and that one's values.
ASK = "ask"  # opens its form
SHARE = "share"  # shows its answer to the channel
PARKED = "parked"  # the action is too long for the wire: its one value names the row that holds it


@dataclass(frozen=True, slots=True)
class Action:
    """A command with values for its options, in order. An empty value means “not given”."""

    command: str
    values: tuple[str, ...] = ()

    def encode(self) -> str:
        """The wire form. Raises ValueError above 100 characters; `fits` tells beforehand."""
        wire = self._wire()
        if len(wire) > WIRE_LIMIT:
            raise ValueError(
                f"The action of “{self.command}” is {len(wire)} characters long; {WIRE_LIMIT} is the limit."
            )
        return wire

    @property
    def fits(self) -> bool:
        """Whether the wire form is within the limit."""
        return len(self._wire()) <= WIRE_LIMIT

    def _wire(self) -> str:
        return ":".join([VERSION, *(_escape(part) for part in (self.command, *self.values))])

    @classmethod
    def decode(cls, wire: str) -> "Action | None":
        """The action of a wire form; None when it is not ours or from another version. Never raises."""
        if len(wire) > WIRE_LIMIT:
            return None
        version, _, rest = wire.partition(":")
        command, *values = rest.split(":")
        if version != VERSION or not command:
            return None
        return cls(_unescape(command), tuple(_unescape(value) for value in values))

    def with_value(self, value: str) -> "Action":
        """The same action with one more value: what a menu does with what was chosen."""
        return Action(self.command, (*self.values, value))


def _escape(part: str) -> str:
    for meant, written in _ESCAPES:
        part = part.replace(meant, written)
    return part


def _unescape(part: str) -> str:
    for meant, written in reversed(_ESCAPES):
        part = part.replace(written, meant)
    return part
