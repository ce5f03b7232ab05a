"""Finding what people mean: one index for quotes, topics, prompts, claims, speakers and sources."""

from bot.library.search.entry import Entry, Found, Hit, Near
from bot.library.search.index import Index

__all__ = ["Entry", "Found", "Hit", "Index", "Near"]
