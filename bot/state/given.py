"""Rows that come to the database as one value.

Decides for JSON, which both engines read: a parameter for each column of each row would cost more than what the
database does with them, and a statement of another length for each number of rows.
"""

from typing import Any

from sqlalchemy import JSON, ColumnElement, Text, bindparam, cast, column, func


def given_rows(engine: str, name: str, count: int) -> list[ColumnElement[str]]:
    """The columns of what the parameter of that name holds: a list of lists, each of so many texts and numbers."""
    given = bindparam(name, type_=Text)
    each = func.json_array_elements(cast(given, JSON)) if engine == "postgresql" else func.json_each(given)
    row: Any = each.table_valued(column("value", JSON)).c.value
    return [row[number].as_string() for number in range(count)]
