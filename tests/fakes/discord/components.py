"""Which components Discord accepts in a message and in a modal, checked field by field.

Limits: docs.discord.com/developers, components/reference. The byte limit of layout text is not documented there: bodies
above about 10,170 UTF-8 bytes of text are answered with 500 (discord/discord-api-docs#8554).
"""

from collections.abc import Iterator

from tests.fakes.discord.refusal import Faults, Json, Refusal

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, SECTION, TEXT, THUMBNAIL = 1, 2, 3, 4, 9, 10, 11
GALLERY, FILE, SEPARATOR, CONTAINER, LABEL, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = (
    12,
    13,
    14,
    17,
    18,
    19,
    21,
    22,
    23,
)
ENTITY_SELECTS = (5, 6, 7, 8)  # person, role, both, channel
LINK_STYLE = 5

TOTAL = 40
TEXT_TOTAL = 4000
BYTES_TOTAL = 10_170

_LAYOUT = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER}
_INSIDE = _LAYOUT - {CONTAINER}


def every(components: list[Json]) -> Iterator[Json]:
    """All components, nested ones too, in the order they are read."""
    for component in components:
        yield component
        yield from every(component.get("components") or [])
        for key in ("accessory", "component"):
            if key in component:
                yield from every([component[key]])


def check_layout(components: list[Json], uploads: set[str], faults: Faults) -> None:
    """A message with the layout flag."""
    if len(list(every(components))) > TOTAL:
        faults.add("components", "BASE_TYPE_BAD_LENGTH", f"The total number of components is over {TOTAL}.")
    texts = [component.get("content") or "" for component in every(components) if component.get("type") == TEXT]
    if sum(map(len, texts)) > TEXT_TOTAL:
        faults.add("components", "COMPONENT_MAX_TOTAL_TEXT", f"Displayable text is over {TEXT_TOTAL} characters.")
    _kinds(components, _LAYOUT, "components", faults)
    _each(components, "components", uploads, faults)
    _unique_ids(components, faults)
    if not faults.found and sum(len(text.encode()) for text in texts) > BYTES_TOTAL:
        raise Refusal(500, 0, "500: Internal Server Error")


def check_rows(components: list[Json], faults: Faults) -> None:
    """A message without the layout flag: rows of buttons and menus only."""
    faults.count("components", components, most=5)
    _kinds(components, {ROW}, "components", faults)
    _each(components, "components", set(), faults)
    _unique_ids(components, faults)


def check_modal(data: Json) -> None:
    """What opens a modal. Raises 50035."""
    faults = Faults()
    faults.length("custom_id", data.get("custom_id"), least=1, most=100)
    faults.length("title", data.get("title"), least=1, most=45)
    components = data.get("components")
    faults.count("components", components, least=1, most=5)
    if isinstance(components, list):
        _kinds(components, {ROW, TEXT, LABEL}, "components", faults)
        _each(components, "components", set(), faults)
        _unique_ids(components, faults)
    faults.refuse()


def _unique_ids(components: list[Json], faults: Faults) -> None:
    ids = [component["custom_id"] for component in every(components) if component.get("custom_id")]
    faults.unique("components", ids, "COMPONENT_CUSTOM_ID_DUPLICATED")


def _kinds(components: list[Json], allowed: set[int], path: str, faults: Faults) -> None:
    for at, component in enumerate(components):
        if component.get("type") not in allowed:
            faults.add(f"{path}.{at}.type", "BASE_TYPE_CHOICES", f"Must be one of {sorted(allowed)}.")


def _each(components: list[Json], path: str, uploads: set[str], faults: Faults) -> None:
    for at, component in enumerate(components):
        _check(component, f"{path}.{at}", uploads, faults)


def _check(component: Json, path: str, uploads: set[str], faults: Faults) -> None:
    children = component.get("components") or []
    kind = component.get("type")
    if kind in _OWN_CHECKS:
        _OWN_CHECKS[kind](component, path, faults)
    elif kind in ENTITY_SELECTS or kind in (CHECKBOX, RADIO, CHECKBOXES):
        faults.length(f"{path}.custom_id", component.get("custom_id"), least=1, most=100)
        faults.length(f"{path}.placeholder", component.get("placeholder"), most=150)
    elif kind == GALLERY:
        _gallery(component, path, uploads, faults)
    elif kind == FILE and (component.get("file") or {}).get("url") not in uploads:
        faults.add(f"{path}.file.url", "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "No such attachment.")
    elif kind == LABEL:
        _label(component, path, uploads, faults)
    _each(children, f"{path}.components", uploads, faults)


def _row(row: Json, path: str, faults: Faults) -> None:
    children = row.get("components") or []
    faults.count(f"{path}.components", children, least=1, most=5)
    kinds = [child.get("type") for child in children]
    if any(kind != BUTTON for kind in kinds) and len(kinds) > 1:
        faults.add(f"{path}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A menu fills its row.")


def _button(button: Json, path: str, faults: Faults) -> None:
    faults.length(f"{path}.label", button.get("label"), most=80)
    if not button.get("label") and not button.get("emoji"):
        faults.add(f"{path}.label", "BUTTON_COMPONENT_INVALID", "A label or an emoji is needed.")
    if button.get("style") == LINK_STYLE:
        faults.length(f"{path}.url", button.get("url"), least=1, most=512)
    elif button.get("style") in (1, 2, 3, 4):
        faults.length(f"{path}.custom_id", button.get("custom_id"), least=1, most=100)
    else:
        faults.add(f"{path}.style", "BASE_TYPE_CHOICES", "Must be one of (1, 2, 3, 4, 5).")


def _select(select: Json, path: str, faults: Faults) -> None:
    options = select.get("options") or []
    faults.length(f"{path}.custom_id", select.get("custom_id"), least=1, most=100)
    faults.length(f"{path}.placeholder", select.get("placeholder"), most=150)
    faults.count(f"{path}.options", options, least=1, most=25)
    for at, option in enumerate(options):
        faults.length(f"{path}.options.{at}.label", option.get("label"), least=1, most=100)
        faults.length(f"{path}.options.{at}.value", option.get("value"), least=1, most=100)
        faults.length(f"{path}.options.{at}.description", option.get("description"), most=100)
    faults.unique(f"{path}.options", [o.get("value") for o in options], "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")


def _file_upload(upload: Json, path: str, faults: Faults) -> None:
    faults.length(f"{path}.custom_id", upload.get("custom_id"), least=1, most=100)
    least, most = upload.get("min_values", 1), upload.get("max_values", 1)
    if not (0 <= least <= 10 and 1 <= most <= 10 and least <= most):
        faults.add(path, "FILE_UPLOAD_INVALID", "min_values is 0 to 10, max_values 1 to 10, and not less.")
    if not least and upload.get("required", True):
        faults.add(f"{path}.required", "FILE_UPLOAD_INVALID", "What is required needs one file at least.")


def _input(field: Json, path: str, faults: Faults) -> None:
    most = field.get("max_length") or 4000
    faults.length(f"{path}.custom_id", field.get("custom_id"), least=1, most=100)
    faults.length(f"{path}.placeholder", field.get("placeholder"), most=100)
    faults.length(f"{path}.value", field.get("value"), most=most)
    if not 1 <= most <= 4000 or field.get("style") not in (1, 2):
        faults.add(path, "TEXT_INPUT_INVALID", "max_length is 1 to 4000, style 1 or 2.")


def _gallery(gallery: Json, path: str, uploads: set[str], faults: Faults) -> None:
    items = gallery.get("items")
    faults.count(f"{path}.items", items, least=1, most=10)
    for at, item in enumerate(items or []):
        url = (item.get("media") or {}).get("url", "")
        faults.length(f"{path}.items.{at}.description", item.get("description"), most=1024)
        if url not in uploads and not url.startswith(("https://", "http://")):
            faults.add(f"{path}.items.{at}.media.url", "UNFURLED_MEDIA_ITEM_INVALID", "No such file or address.")


def _label(label: Json, path: str, uploads: set[str], faults: Faults) -> None:
    faults.length(f"{path}.label", label.get("label"), least=1, most=45)
    faults.length(f"{path}.description", label.get("description"), most=100)
    allowed = {TEXT_INPUT, STRING_SELECT, *ENTITY_SELECTS, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX}
    _kinds([label.get("component") or {}], allowed, f"{path}.component", faults)
    _check(label.get("component") or {}, f"{path}.component", uploads, faults)


def _text(text: Json, path: str, faults: Faults) -> None:
    faults.length(f"{path}.content", (text.get("content") or "").strip(), least=1, most=TEXT_TOTAL)


def _section(section: Json, path: str, faults: Faults) -> None:
    children = section.get("components") or []
    faults.count(f"{path}.components", children, least=1, most=3)
    _kinds(children, {TEXT}, f"{path}.components", faults)
    _kinds([section.get("accessory") or {}], {BUTTON, THUMBNAIL}, f"{path}.accessory", faults)


def _container(container: Json, path: str, faults: Faults) -> None:
    children = container.get("components") or []
    faults.count(f"{path}.components", children, least=1, most=TOTAL)
    _kinds(children, _INSIDE, f"{path}.components", faults)


_OWN_CHECKS = {
    ROW: _row,
    BUTTON: _button,
    STRING_SELECT: _select,
    TEXT_INPUT: _input,
    FILE_UPLOAD: _file_upload,
    TEXT: _text,
    SECTION: _section,
    CONTAINER: _container,
}
