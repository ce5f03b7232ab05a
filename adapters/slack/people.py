"""Who somebody is: their name, their language, and whether they run the workspace.

Decides that Slack is asked once in ten minutes for a person, that owners and admins of this workspace run the space
(not those of another organisation in a shared channel), and that whoever cannot be looked up is a member who reads
English.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from adapters.slack.calls import Calls, LostError, RefusedError
from adapters.slack.spoken import Json

KEPT = 600.0  # seconds
REMEMBERED = 10_000  # people, about 300 bytes each

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody. `locale` is a BCP 47 tag."""

    name: str = ""
    locale: str = "en"
    runs_space: bool = False


class People:
    """Looks people up, and remembers them for a while."""

    def __init__(self, calls: Calls, clock: Callable[[], float]) -> None:
        self._calls = calls
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, Known]] = OrderedDict()

    async def find(self, team: str, person: str, token: str) -> Known:
        """Somebody of a workspace; what is usual for a member where they cannot be looked up."""
        kept = self._known.get((team, person))
        if kept is not None and self._clock() - kept[0] < KEPT:
            return kept[1]
        client = self._calls.client(token)
        try:
            answer = await self._calls.made(lambda: client.users_info(user=person, include_locale=True))
        except (RefusedError, LostError) as error:
            _log.warning("somebody was not looked up", extra={"reason": str(error)})
            return Known()
        found = _known_of(answer.get("user") or {}, team)
        self._known[team, person] = (self._clock(), found)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return found


def _known_of(user: Json, team: str) -> Known:
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("name") or ""
    is_ours = user.get("team_id") == team or team == user.get("enterprise_user", {}).get("enterprise_id")
    runs = any(user.get(key) for key in ("is_admin", "is_owner", "is_primary_owner"))
    return Known(str(name), str(user.get("locale") or "en"), bool(is_ours and runs))
