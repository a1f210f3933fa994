import datetime as dt

from lxml import etree

from raci.model.organisation import Channel, Organisation, Role
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.tables.table import Table
from raci.words import words_in

SVG = "{http://www.w3.org/2000/svg}"


def _picture(table: Table, layout: Layout = Layout.GRID) -> etree._Element:
    text = FORMATS["svg"].write(table, layout, Options())
    assert isinstance(text, str)
    return etree.fromstring(text.encode())


def _texts(picture: etree._Element) -> list[str]:
    return [element.text or "" for element in picture.iter(f"{SVG}text")]


def test_the_picture_shows_what_the_terminal_shows(table: Table) -> None:
    """Title, heads, letters and marks are there as text."""
    texts = _texts(_picture(table))
    assert texts[0] == "RACI matrix: Gasthof Alpenblick"
    assert {"INH", "Website", "↳ Implementation", "AR", "★1", "☆"} <= set(texts)


def test_chips_and_tints_are_rectangles(table: Table) -> None:
    """A leader's A has a ground, an outsider's another, leadership's column a tint."""
    classes = [element.get("class") for element in _picture(table).iter(f"{SVG}rect")]
    assert classes.count("leads") == 2
    assert classes.count("alarm") == 1
    assert "tint" in classes
    assert classes.count("group") == 4


def test_all_text_lies_inside_the_picture(table: Table) -> None:
    """No line reaches beyond the frame, in any layout."""
    for layout in Layout:
        picture = _picture(table, layout)
        wide, high = float(picture.get("width", "0")), float(picture.get("height", "0"))
        for element in picture.iter(f"{SVG}text"):
            length = float(element.get("textLength", "0"))
            assert float(element.get("x", "0")) + length <= wide
            assert float(element.get("y", "0")) <= high


def test_many_roles_stand_side_by_side() -> None:
    """The picture grows with the roles, so that the matrix does not break."""
    roles = {str(n): Role(str(n), f"Role {n}") for n in range(40)}
    organisation = Organisation(roles=roles, channels={"c": Channel("c", "Website")})
    table = from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})
    assert _texts(_picture(table)).count("Website") == 1


def test_names_are_text_and_never_markup() -> None:
    """XML in a name, and characters that XML cannot hold, are shown harmlessly."""
    name = "<script>x</script>&\x00\uffff\x1b"
    organisation = Organisation(name=name, channels={"c": Channel("c", name)})
    table = from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})
    picture = _picture(table)
    assert not list(picture.iter(f"{SVG}script"))
    assert "<script>x</script>&␀\ufffd␛" in _texts(picture)
