"""A local Discord of its own: prints what to set, and does what it is told on standard input, one JSON line each.

Decides the few verbs by which another process drives it:

    {"do": "slash", "name": "quote", "about": "generalization"}
    {"do": "press", "label": "Another"}     (on the last answer)
    {"do": "seen"}
"""

import asyncio
import json
import sys
from typing import Any

import click

from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.local import TOKEN, LocalDiscord


@click.command()
@click.option("--port", default=0, help="Port on loopback; 0 takes any free one.")
@click.option("--seed", default=0, help="Seed of the faults.")
@click.option("--faults", default=0.0, help="Share of posts that go wrong, spread over all kinds of faults.")
def main(port: int, seed: int, faults: float) -> None:
    """Run a local Discord until standard input ends."""
    asyncio.run(_run(port, seed, faults))


async def _run(port: int, seed: int, faults: float) -> None:
    async with LocalDiscord(port=port, seed=seed) as local:
        for kind in ("too_many", "broken", "cut", "slow"):
            setattr(local.faults, kind, faults / 4)
        _print(DISCORD_API_URL=local.api_url, DISCORD_GATEWAY_URL=local.gateway_url, DISCORD_TOKEN=TOKEN)
        last: Exchange | None = None
        while line := await asyncio.to_thread(sys.stdin.readline):
            last = await _do(local, json.loads(line), last)


async def _do(local: LocalDiscord, order: dict[str, Any], last: Exchange | None) -> Exchange | None:
    verb = order.pop("do")
    if verb == "seen":
        _print(seen=local.seen_by(local.somebody), invalid=local.rates.invalid, faults=local.faults.counts)
        return last
    if verb == "slash":
        last = await local.slash(order.pop("name"), **order)
    elif verb == "press" and last is not None:
        last = await local.press(last, order["label"])
    if last is not None:
        _print(text=last.text, buttons=last.buttons, private=last.is_private)
    return last


def _print(**what: object) -> None:
    click.echo(json.dumps(what, ensure_ascii=False))


if __name__ == "__main__":
    main()
