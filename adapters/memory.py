"""What the garbage collector passes over.

Decides that the library is set aside once it is read. It consists of some 150,000 objects that stay as long as the bot
runs, and a full collection, which looks at each of them, held every answer up for a fifth of a second; with a library
of 100,000 quotations for many seconds.
"""

import gc


def set_aside() -> None:
    """Collect what is garbage now, and let no later collection look at what is left. Holds everything up once."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
