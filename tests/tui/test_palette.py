"""Colours: legible on every ground, and told apart under red-green blindness."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from textual.theme import BUILTIN_THEMES

from raci.frozen import names_of
from raci.model.finding import Severity
from raci.model.scheme import Part
from raci.tui import theme
from raci.tui.grid import palette

if TYPE_CHECKING:
    from raci.tui.grid.palette import Palette

THEMES = {one.name: one for one in theme.themes()}

#: Simulation of complete red and green blindness on linear RGB, after Machado, Oliveira and
#: Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency".
SIGHTS = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}

#: Linear sRGB to CIE XYZ (D65), each row divided by the white point's value.
TO_XYZ = (
    (0.4339533, 0.3762191, 0.1898264),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0177577, 0.1094745, 0.8727678),
)


def own(name: str) -> tuple[Palette, palette.Grounds]:
    """Return the palette and the grounds of one of the program's themes."""
    one = THEMES[name]
    chosen = theme.palette_for(dark=one.dark, high_contrast="contrast" in name)
    assert one.surface
    assert one.foreground
    return chosen, palette.grounds(one.surface, one.foreground, chosen)


def colours(chosen: Palette) -> dict[str, str]:
    """Return the colours that must be told apart; an omitted letter looks like an informed one."""
    named = dict(chosen.parts)
    del named[Part.OMITTED.value]
    return {**named, "alarm": chosen.alarm}


def linear(colour: str) -> tuple[float, ...]:
    """Return linear RGB, 0 to 1."""
    values = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)


def apply(matrix: tuple[tuple[float, ...], ...], vector: tuple[float, ...]) -> tuple[float, ...]:
    """Multiply, keeping to what a screen can show."""
    return tuple(
        min(1.0, max(0.0, sum(m * v for m, v in zip(row, vector, strict=True)))) for row in matrix
    )


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """Return CIELAB of a colour as somebody of that sight sees it."""

    def cube(value: float) -> float:
        return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116

    x, y, z = (cube(value) for value in apply(TO_XYZ, apply(SIGHTS[sight], linear(colour))))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, sight: str) -> float:
    """Return the CIE76 colour difference."""
    pairs = zip(lab(one, sight), lab(other, sight), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


@pytest.mark.parametrize("name", theme.THEME_NAMES)
def test_own_colours_are_legible_as_they_are(name: str) -> None:
    """Every colour has 4.5 to 1 on every ground; with high contrast 7 to 1 on the surface."""
    chosen, grounds = own(name)
    for colour in (*colours(chosen).values(), chosen.info):
        assert min(palette.contrast(colour, shade) for shade in grounds.all()) >= 4.5
        if "contrast" in name:
            assert palette.contrast(colour, grounds.surface) >= 7


@pytest.mark.parametrize("name", sorted(set(BUILTIN_THEMES) - {"ansi-dark", "ansi-light"}))
def test_colours_become_legible_on_any_theme(name: str) -> None:
    """On the surface of any of Textual's themes each colour has a contrast of 4.5 to 1."""
    foreign = BUILTIN_THEMES[name]
    made = foreign.to_color_system().generate()
    if foreign.ansi or not made["surface"].startswith("#"):
        pytest.skip("the terminal's own colours: attributes alone carry the meaning")
    chosen = theme.palette_for(dark=foreign.dark)
    grounds = palette.grounds(made["surface"][:7], made["foreground"][:7], chosen)
    for value in colours(chosen.on(grounds)).values():
        assert min(palette.contrast(value, shade) for shade in grounds.all()) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", theme.THEME_NAMES)
def test_colours_are_told_apart(name: str, sight: str) -> None:
    """The four letters of RACI and the alarm differ by 14, all by 9.5, for each sight."""
    chosen, grounds = own(name)
    shown = colours(chosen.on(grounds))
    common = {"accountable", "responsible", "consulted", "informed", "alarm"}
    for one, other in itertools.combinations(shown, 2):
        least = 14 if {one, other} <= common else 9.5
        assert distance(shown[one], shown[other], sight) >= least, (one, other)


def test_letters_upon_a_chip_are_legible() -> None:
    """The ink of a palette stands out from its chips: a leader's, and that of the alarm."""
    for chosen in (
        theme.DARK,
        theme.LIGHT,
        theme.HIGH_CONTRAST_DARK,
        theme.HIGH_CONTRAST_LIGHT,
    ):
        assert palette.contrast(chosen.on_chip, chosen.leadership) >= 4.5
        assert palette.contrast(chosen.on_chip, chosen.alarm) >= 4.5


def test_every_part_has_a_colour() -> None:
    """Rules of colour go by part, so every scheme is coloured."""
    for dark, high in itertools.product((True, False), repeat=2):
        assert set(theme.palette_for(dark=dark, high_contrast=high).parts) == set(Part)


def test_severities_have_colours_and_marks() -> None:
    """Errors, warnings and infos differ in colour and, where there is none, in their marks."""
    assert len({theme.DARK.severity(severity) for severity in Severity}) == 3
    for glyphs in (palette.UNICODE, palette.ASCII):
        assert len({glyphs.severity(severity) for severity in Severity}) == 3


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to 1, a colour on itself 1 to 1, whatever the order."""
    assert palette.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert palette.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert palette.contrast("#777777", "#777777") == 1


def test_legible_keeps_a_colour_that_is() -> None:
    """A colour that stands out stays; another moves no farther than it must."""
    assert palette.legible("#000000", ("#FFFFFF",)) == "#000000"
    moved = palette.legible("#808080", ("#FFFFFF",))
    assert palette.contrast(moved, "#FFFFFF") >= 4.5
    assert moved != "#000000"


def test_legible_ends_at_white_or_black() -> None:
    """Where no colour stands out from all grounds, the better end is taken."""
    assert palette.legible("#777777", ("#000000", "#FFFFFF")) in {"#000000", "#FFFFFF"}


@pytest.mark.parametrize(
    ("encoding", "ascii_only"),
    [("utf-8", False), ("ascii", True), ("iso-8859-1", True), (None, True), ("nonsense", True)],
)
def test_glyphs_fit_the_encoding(encoding: str | None, *, ascii_only: bool) -> None:
    """Without UTF-8 all marks are plain ASCII."""
    glyphs = palette.glyphs_for(encoding)
    assert (glyphs is palette.ASCII) is ascii_only


def test_ascii_glyphs_are_ascii() -> None:
    """No mark of the plain set needs another character set; each is one column wide."""
    for name in names_of(palette.UNICODE):
        mark = getattr(palette.ASCII, name)
        assert mark.isascii()
        assert len(mark) == 1
