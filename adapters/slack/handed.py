"""The files that somebody chose in a form.

Decides that a file is fetched with the workspace's token from Slack's own hosts only, without following it elsewhere:
Slack answers a token that may not read files with the way to its login page, not with a refusal.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.slack.calls import Calls, LostError, RefusedError
from adapters.slack.scopes import READS_FILES
from adapters.slack.spoken import Json
from bot.chat.handed import Unreadable, Why


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands in the file fields of a form that was sent, to be fetched with the workspace's token."""

    view: Json
    calls: Calls
    token: str

    async def read(self, reference: str) -> bytes:
        """The bytes of a file. Raises Unreadable."""
        found = next((one for one in files_in(self.view) if one.get("id") == reference), None)
        if found is None:
            raise Unreadable(Why.NOT_HANDED)
        try:
            return await self.calls.fetched(str(found.get("url_private") or ""), self.token)
        except LostError:
            raise Unreadable(Why.GONE) from None
        except RefusedError as error:
            match str(error):
                case "foreign_url":
                    raise Unreadable(Why.FOREIGN) from None
                case "not_handed_out":
                    raise Unreadable(Why.NOT_ALLOWED, READS_FILES) from None
                case _:
                    raise Unreadable(Why.GONE) from None


def files_in(view: Json) -> Iterator[Json]:
    """The files in all fields of a form."""
    for block in view.get("state", {}).get("values", {}).values():
        for state in block.values():
            yield from (one for one in state.get("files") or () if isinstance(one, dict))
