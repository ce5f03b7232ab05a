"""Text that we did not write as a line of a Markdown file, for whatever reads such files.

Decides for as few backslashes as keep the line from meaning anything: people read these files as they are, too.
"""

import re

_MEANING = re.compile(r"([\\`*_\[\]<>#|~&]|^[-+](?=\s)|(?<=^\d)[.)])")


def inert(text: str) -> str:
    """The text in one line in which nothing is Markdown or HTML."""
    return _MEANING.sub(r"\\\1", " ".join(text.split()))
