"""The shape of a content file for editors: a JSON Schema made from the records, and the comment that names it.

With the comment in its first line, an editor that knows the YAML language server completes fields, shows what each
means and marks what is wrong while one types.
"""

from typing import Any

from bot.library.records import Pack

FILE_NAME = "content.schema.json"
"""What the schema is called in a folder of content; not `.yaml`, so that it is not read as content."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a content file."""
    schema = Pack.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Content of a library"}


def header(levels: int = 0) -> str:
    """The first line of a content file that lies so many folders below the schema's."""
    return f"# yaml-language-server: $schema={'../' * levels}{FILE_NAME}"


HEADER = header()
"""The first line of a content file that lies beside the schema."""
