"""What the check of a library may find, and how it is told: as load errors are, with how bad it is."""

from dataclasses import dataclass
from enum import StrEnum

from bot.library.problems import Problem


class Level(StrEnum):
    """How bad a finding is: an error breaks a promise of the library, a warning wants a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that loads and still is not as it should be."""

    level: Level
    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}: {self.field}: {self.message}"


def error(problem: Problem) -> Finding:
    """A finding that must be mended."""
    return Finding(Level.ERROR, problem.file, problem.line, problem.field, problem.message)


def warning(problem: Problem) -> Finding:
    """A finding that may be right as it is."""
    return Finding(Level.WARNING, problem.file, problem.line, problem.field, problem.message)
