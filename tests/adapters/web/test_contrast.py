"""Every text can be read: a contrast of 4.5 (WCAG 2.2, 1.4.3), and 3 for the edges of what can be used (1.4.11)."""

import re
from pathlib import Path

import pytest

import adapters.web

THEME = Path(adapters.web.__file__).parent.joinpath("static", "theme.css").read_text(encoding="utf-8")
COLOURS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", THEME)
}


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sheet", "wash", "private"])
@pytest.mark.parametrize("text", ["ink", "soft", "cloth", "rubric", "danger"])
def test_text_stands_out_from_every_ground(text: str, ground: str, side: int) -> None:
    assert contrast(COLOURS[text][side], COLOURS[ground][side]) >= 4.5


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), [("on-cloth", "cloth"), ("ink", "mark"), ("paper", "ink")])
def test_text_stands_out_from_its_own_ground(text: str, ground: str, side: int) -> None:
    assert contrast(COLOURS[text][side], COLOURS[ground][side]) >= 4.5


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sheet", "private"])
def test_the_edge_of_a_field_can_be_seen(ground: str, side: int) -> None:
    assert contrast(COLOURS["edge"][side], COLOURS[ground][side]) >= 3
