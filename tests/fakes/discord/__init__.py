"""A local Discord: gateway and REST on loopback, to which the unmodified discord.py connects.

Decides nothing of its own: it is written from the public protocol documentation (docs.discord.com/developers) and
refuses what Discord refuses. `local.py` is the way in; `python -m tests.fakes.discord` runs it alone.
"""
