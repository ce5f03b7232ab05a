"""A local Slack to run beside a bot: `python -m tests.fakes.slack --port 9900`.

Prints the settings to start the bot with. Then every line typed is a slash command of one member in one channel, or
`press LABEL` for the last answer; what that member sees is printed.
"""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from tests.fakes.slack.acting import Acting
from tests.fakes.slack.faults import Faults
from tests.fakes.slack.shown import FieldErrors, Shown, ShownMessage, ShownView


async def main() -> None:
    """Serve until standard input ends."""
    given = _arguments()
    slack = Acting(seed=given.seed, faults=Faults(given.seed, {given.fault: given.share} if given.fault else {}))
    async with slack.running(given.port):
        slack.add_channel("reading", slack.add_member("ann", is_admin=True))
        slack.install()
        slack.manifest = json.loads(given.manifest.read_text(encoding="utf-8")) if given.manifest else {}
        _say(f"SLACK_API_URL={slack.api_url}\nSLACK_BOT_TOKEN={slack.bot_token}\nSLACK_APP_TOKEN={slack.app_token}")
        _say(f"SLACK_SIGNING_SECRET={slack.signing_secret}")
        slack.request_url = given.request_url
        last: Shown | None = None
        while line := await asyncio.to_thread(sys.stdin.readline):
            try:
                last = await _do(slack, line.strip(), last)
            except (AssertionError, KeyError) as wrong:
                _say(str(wrong))
            else:
                _say(_words(last))


async def _do(slack: Acting, line: str, last: Shown | None) -> Shown:
    verb, _, rest = line.partition(" ")
    if verb == "press" and last is not None:
        return await slack.press(last, rest)
    return await slack.slash(verb, rest)


def _words(shown: Shown) -> str:
    match shown:
        case ShownMessage() | ShownView():
            return f"{shown.text}\n{'  '.join(f'[{label}]' for label in shown.buttons)}"
        case FieldErrors(errors=errors):
            return str(errors)
        case _:
            return str(shown)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--manifest", type=Path, help="the app's manifest as JSON; slash commands need it")
    parser.add_argument("--request-url", default="", help="deliver over HTTP instead of Socket Mode")
    parser.add_argument("--fault", default="", help="a kind of tests.fakes.slack.faults")
    parser.add_argument("--share", type=float, default=0.05, help="the share of calls that fail so")
    return parser.parse_args()


asyncio.run(main())
