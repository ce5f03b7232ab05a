"""Takes the sentences out of the code; `python -m tests.catalogues` brings every catalogue up to date with them.

The English sentence is the key. A sentence that left the code leaves the catalogues; a new one waits for a translation.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "bot" / "locale"
SAID_BY = {"say": None, "mark": None, "noted": None, "plural": (1, 2), "Command": (2,), "Option": (2,)}
"""The calls that say a sentence, and which of their arguments it is."""


def sentences() -> Catalog:
    """Every sentence in the code, as a catalogue without translations."""
    found = Catalog(charset="utf-8")
    for folder in ("bot", "adapters"):
        methods = [("**.py", "python")]
        for file, line, message, _, _ in extract_from_dir(ROOT / folder, methods, keywords=SAID_BY):
            found.add(message, locations=[(f"{folder}/{file}", line)])
    return found


def catalogues() -> dict[Path, Catalog]:
    """The catalogue of every language there is."""
    return {path: read_po(BytesIO(path.read_bytes()), locale=path.stem) for path in sorted(LOCALE.glob("*.po"))}


def update() -> None:
    """Bring every catalogue up to date with the code; translations of sentences that stayed stay."""
    template = sentences()
    for path, catalogue in catalogues().items():
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        header, _, _ = path.read_bytes().partition(b"\n\n")  # Babel's own would have the time of day in it
        written = BytesIO()
        write_po(written, catalogue, width=100, no_location=True, sort_output=True, omit_header=True)
        path.write_bytes(header + b"\n\n" + written.getvalue())


if __name__ == "__main__":
    update()
