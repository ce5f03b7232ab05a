"""Requests and answers held against Discord's official OpenAPI description, where it is at hand.

Decides that the description is read from the folder that CONFORMANCE_DIR names and is never part of the project; what
it does not describe (gateway, files) is not checked.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.fakes.discord.refusal import Json

WHY_NOT = "CONFORMANCE_DIR names no folder with discord-openapi.json"


def description() -> Path | None:
    """The file with the official description, or None."""
    folder = os.environ.get("CONFORMANCE_DIR", "")
    found = Path(folder) / "discord-openapi.json"
    return found if folder and found.is_file() else None


@cache
def _document(path: Path) -> Json:
    document: Json = json.loads(path.read_text(encoding="utf-8"))
    return document


@cache
def _validator(path: Path, pointer: str) -> Draft202012Validator:
    resource = Resource.from_contents(_document(path), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:discord", resource)
    return Draft202012Validator({"$ref": f"urn:discord#{pointer}"}, registry=registry)


def _pointer(*keys: str) -> str:
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in keys)


def faults_of_request(path: Path, template: str, method: str, body: Any) -> list[str]:
    """What is wrong with a request's JSON."""
    operation = _document(path)["paths"].get(template, {}).get(method.lower())
    if operation is None:
        return [f"{method} {template} is not described"]
    if "application/json" not in operation.get("requestBody", {}).get("content", {}):
        return []
    place = ("paths", template, method.lower(), "requestBody", "content", "application/json", "schema")
    return _faults(path, place, f"{method} {template}", _as_documented(body))


def faults_of_answer(path: Path, template: str, method: str, status: int, body: Any) -> list[str]:
    """What is wrong with an answer's JSON."""
    operation = _document(path)["paths"].get(template, {}).get(method.lower(), {})
    answer = operation.get("responses", {}).get(str(status))
    if answer is None or "application/json" not in answer.get("content", {}):
        return []
    place = ("paths", template, method.lower(), "responses", str(status), "content", "application/json", "schema")
    return _faults(path, place, f"answer {status} to {method} {template}", body)


def _faults(path: Path, place: tuple[str, ...], where: str, body: Any) -> list[str]:
    found = []
    for error in _validator(path, _pointer(*place)).iter_errors(body):
        deepest = _deepest(error)
        at = "/".join(map(str, deepest.absolute_path))
        found.append(f"{where}: {at or '(all)'}: {deepest.message[:300]}")
    return found


def _deepest(error: Any) -> Any:
    """The most telling error under a failed `oneOf`: not one of the alternatives for another type of component."""
    while error.context:
        error = max(error.context, key=_tells)
    return error


def _tells(error: Any) -> tuple[bool, int, int]:
    path = list(error.absolute_path)
    return path[-1:] != ["type"], len(path), -len(error.message)


def _as_documented(body: Any) -> Any:
    """The body with ids as strings where discord.py sends numbers, which Discord takes."""
    if isinstance(body, dict):
        found = {key: _as_documented(value) for key, value in body.items()}
        for entry in [*(found.get("attachments") or []), *(found.get("default_values") or [])]:
            entry["id"] = str(entry["id"])
        for kind in ("users", "roles"):
            if isinstance(allowed := found.get("allowed_mentions"), dict) and allowed.get(kind):
                allowed[kind] = [str(one) for one in allowed[kind]]
        return found
    return [_as_documented(value) for value in body] if isinstance(body, list) else body
