"""The `commonplace` command: everything an operator types, and a reader at a terminal."""

from adapters.cli.root import main

__all__ = ["main"]
