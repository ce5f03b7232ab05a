"""What one check of the operator's doctor comes to.

Decides that a finding carries the exit code it stands for, so that the worst one can be found by comparing.
"""

from dataclasses import dataclass

from adapters.cli.codes import BAD, CONFIGURATION, DONE


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and the exit code that it stands for."""

    name: str
    text: str
    code: int = DONE


def well(name: str, text: str) -> Finding:
    """Nothing is to be done."""
    return Finding(name, text)


def poor(name: str, text: str) -> Finding:
    """The bot would start, but something is not as it should be."""
    return Finding(name, text, BAD)


def wrong(name: str, error: Exception, code: int | None) -> Finding:
    """The bot would not start, for a reason that says what to do."""
    return Finding(name, str(error), code or CONFIGURATION)
