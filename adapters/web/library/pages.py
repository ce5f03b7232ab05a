"""Which pages the Library has."""

from aiohttp import web

from bot.app import App


def routes(app: App) -> list[web.RouteDef]:
    """All of them, under `/library`."""
    return []
