"""How often each method may be called, by Slack's tiers and by channel.

Source: docs.slack.dev, apis/web-api/rate-limits. A bucket holds a minute's worth; a channel takes one message a
second with short bursts (Slack gives no number; four here).
"""

from dataclasses import dataclass

from tests.fakes.slack.clock import Clock

PER_MINUTE = {
    "apps.connections.open": 10,
    "auth.test": 600,
    "chat.postEphemeral": 100,
    "chat.postMessage": 600,
    "chat.update": 50,
    "conversations.history": 50,
    "conversations.replies": 50,
    "conversations.info": 50,
    "conversations.open": 50,
    "files.completeUploadExternal": 100,
    "files.getUploadURLExternal": 100,
    "users.info": 100,
    "views.open": 100,
    "views.publish": 100,
    "views.push": 100,
    "views.update": 100,
}
CHANNEL_BURST = 4


@dataclass
class _Bucket:
    size: float
    per_second: float
    left: float
    at: float

    def take(self, now: float) -> float:
        """0 when there was one left, else the seconds until there is."""
        self.left = min(self.size, self.left + (now - self.at) * self.per_second)
        self.at = now
        if self.left >= 1:
            self.left -= 1
            return 0
        return (1 - self.left) / self.per_second


class RateLimits:
    """Counts calls. `history_per_minute` is 1 for apps that are distributed outside the Marketplace (since 2025)."""

    def __init__(self, clock: Clock, *, enabled: bool = True, channel_burst: int = CHANNEL_BURST) -> None:
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self.enabled = enabled
        self.channel_burst = channel_burst
        self.per_minute = dict(PER_MINUTE)

    def wait(self, method: str, channel: str = "") -> int:
        """Whole seconds until the method may be called again; 0 when it may now."""
        if not self.enabled:
            return 0
        a_minute = self.per_minute.get(method, 20)
        waits = [self._bucket(method, a_minute, a_minute / 60).take(self._clock.now())]
        if channel and method in ("chat.postMessage", "chat.postEphemeral", "response_url"):
            waits.append(self._bucket(f"channel {channel}", self.channel_burst, 1.0).take(self._clock.now()))
        longest = max(waits)
        return 0 if longest == 0 else int(longest) + 1

    def _bucket(self, name: str, size: float, per_second: float) -> _Bucket:
        return self._buckets.setdefault(name, _Bucket(size, per_second, size, self._clock.now()))
