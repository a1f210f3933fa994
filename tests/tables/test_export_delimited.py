import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from raci.tables.cleaning import guarded, unguarded
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.table import Table


def _rows(table: Table, name: str, layout: Layout = Layout.GRID) -> list[list[str]]:
    text = FORMATS[name].write(table, layout, Options())
    assert isinstance(text, str)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if name == "tsv" else ","))


def test_csv_begins_with_the_head(table: Table) -> None:
    """The first record is the head and all records are equally long."""
    rows = _rows(table, "csv")
    assert rows[0][:2] == ["Group", "Channel"]
    assert {len(row) for row in rows} == {13}
    assert rows[2][1] == "Website"


def test_the_last_column_says_which_row_is_which(table: Table) -> None:
    """Ids stand where nobody who looks at letters is disturbed, in the grid and in the list."""
    for layout in (Layout.GRID, Layout.LONG):
        ids = [row[-1] for row in _rows(table, "csv", layout)]
        assert ids[:4] == ["id", "/portfolio", "website", "website/implementation"]
    assert "id" not in _rows(table, "csv", Layout.ROLE)[0]


def test_lines_end_as_the_standard_demands(table: Table) -> None:
    """Each record ends in CRLF."""
    text = FORMATS["csv"].write(table, Layout.GRID, Options())
    assert isinstance(text, str)
    assert text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n") == 9


def test_tsv_has_the_same_cells(table: Table) -> None:
    """Tabs instead of commas are the only difference."""
    assert _rows(table, "tsv") == _rows(table, "csv")


def test_role_layout_is_one_table(table: Table) -> None:
    """The sheets of the role layout become one table with the role in front."""
    rows = _rows(table, "csv", Layout.ROLE)
    assert rows[0][:2] == ["Role", "Channel"]
    assert [row[0] for row in rows[1:4]] == ["Inhaberin", "Inhaberin", "Büro"]


def test_formulas_get_an_apostrophe() -> None:
    """What a spreadsheet takes for a formula starts with an apostrophe; other text does not."""
    for text in ("=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "  =x", "＝x", "'=x", "' '@x"):
        assert guarded(text) == f"'{text}"
    for text in ("", "a=b", "'Wir sind Huber'", "A", "★"):
        assert guarded(text) == text


@given(st.text("='+-@ \t\nab＝", max_size=6))
def test_the_apostrophe_comes_off_again(text: str) -> None:
    """Taking the guard off gives back every text, those with apostrophes of their own included."""
    assert unguarded(guarded(text)) == text
