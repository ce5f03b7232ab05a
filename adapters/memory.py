"""What the garbage collector passes over.

Decides that the library is set aside once it is read. It consists of some 150,000 objects that stay as long as the bot
runs, and a full collection, which looks at each of them, held every answer up for a fifth of a second; with a library
of 100,000 quotations for many seconds. What comes after is looked at once in some three hundred answers: Python by
itself looks once in four or five, when nearly all that is new is still in use.
"""

import gc

NEW = 20_000  # objects that came and did not go, a few MiB, before they are looked through; Python's own are 700


def set_aside() -> None:
    """Collect what is garbage now, and let no later collection look at what is left. Holds everything up once."""
    _, *older = gc.get_threshold()
    gc.set_threshold(NEW, *older)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
