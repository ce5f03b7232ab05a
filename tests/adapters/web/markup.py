"""Reads markup as a browser would, so that tests can say what is in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


@dataclass
class Element:
    """One element: its name, its attributes, and the words directly or indirectly in it."""

    name: str
    attributes: dict[str, str | None]
    words: str = ""


@dataclass
class Markup(HTMLParser):
    """All elements of some markup, in order, and its words."""

    source: str
    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)
    words: str = ""
    spaced: str = ""
    """The words with a space at every edge of an element, as they stand on a page."""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag, f"</{tag}> closes what is not open"

    def handle_data(self, data: str) -> None:
        self.words += data
        self.spaced += f" {data}"
        for element in self._open:
            element.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        assert decl == "doctype html", f"a declaration: {decl}"

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def names(self) -> set[str]:
        """The names of all elements."""
        return {element.name for element in self.elements}

    def all(self, name: str, /, **attributes: str) -> list[Element]:
        """The elements of that name with these attributes (`data_wire` is `data-wire`)."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [one for one in self.elements if one.name == name and wanted.items() <= one.attributes.items()]

    def one(self, name: str, /, **attributes: str) -> Element:
        """The only element of that name with these attributes."""
        (found,) = self.all(name, **attributes)
        return found
