"""What Discord answers when it does not do what it was asked, with its own codes.

Codes: docs.discord.com/developers, topics/opcodes-and-status-codes; the shape of 50035: reference, error messages.
"""

from typing import Any

Json = dict[str, Any]


class Refusal(Exception):  # noqa: N818 - Discord's word for it is no error of ours
    """An error answer. `code` is Discord's own number, `status` the HTTP one."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message} {errors or ''}".strip())
        self.status = status
        self.body: Json = {"code": code, "message": message} | ({"errors": errors} if errors else {})


def unauthorized() -> Refusal:
    """A wrong bot token."""
    return Refusal(401, 0, "401: Unauthorized")


def not_found() -> Refusal:
    """No such route."""
    return Refusal(404, 0, "404: Not Found")


def unknown(what: str) -> Refusal:
    """A thing that is not there (any more), such as `Message`."""
    codes = {"Channel": 10003, "Guild": 10004, "Message": 10008, "Webhook": 10015, "Interaction": 10062}
    return Refusal(404, codes[what], f"Unknown {what}")


def missing_access() -> Refusal:
    """The bot cannot see it."""
    return Refusal(403, 50001, "Missing Access")


def missing_permissions() -> Refusal:
    """The bot sees it but lacks a permission."""
    return Refusal(403, 50013, "Missing Permissions")


class Faults:
    """What is wrong with a body, field by field; `components.0.label` is a path."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def add(self, path: str, code: str, message: str) -> None:
        """Note one fault."""
        self.found.append((path, code, message))

    def length(self, path: str, value: object, *, least: int = 0, most: int) -> None:
        """Check a text's length in characters; None passes when nothing is asked for."""
        if value is None and not least:
            return
        if not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", "Must be a string.")
        elif not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def count(self, path: str, value: object, *, least: int = 0, most: int) -> None:
        """Check how many there are."""
        if value is None and not least:
            return
        if not isinstance(value, list):
            self.add(path, "LIST_TYPE_CONVERT", "Must be an array.")
        elif not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def unique(self, path: str, values: list[Any], code: str) -> None:
        """Check that nothing comes twice."""
        if len(values) != len(set(values)):
            self.add(path, code, "Must be unique.")

    def refuse(self) -> None:
        """Raise 50035 when anything was found."""
        if not self.found:
            return
        errors: Json = {}
        for path, code, message in self.found:
            at = errors
            for part in path.split("."):
                at = at.setdefault(part, {})
            at.setdefault("_errors", []).append({"code": code, "message": message})
        raise Refusal(400, 50035, "Invalid Form Body", errors)
