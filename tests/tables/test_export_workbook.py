import datetime as dt
import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from raci.frozen import replace
from raci.model.organisation import Cell, Channel, Department, Organisation, Role
from raci.model.scheme import Letter, Part, Scheme
from raci.tables.carried import ANCHOR, PORTFOLIO, SHEET, values_of
from raci.tables.export.excel import workbook
from raci.tables.export.excel.writer import Writer
from raci.tables.formats import FORMATS
from raci.tables.layouts import Layout, Options
from raci.tables.neutral import from_organisation
from raci.tables.table import Table
from raci.words import words_in


def _bytes(table: Table, layout: Layout = Layout.GRID, role: str | None = None) -> bytes:
    content = FORMATS["xlsx"].write(table, layout, Options(roles=(role,) if role else ()))
    assert isinstance(content, bytes)
    return content


def _book(
    table: Table, layout: Layout = Layout.GRID, role: str | None = None, *, values: bool = False
) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(_bytes(table, layout, role)), data_only=values)


def _page(book: Workbook) -> Worksheet:
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def _texts(page: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_the_matrix_stands_below_title_departments_and_heads(table: Table) -> None:
    """Title, date and legend come first, then departments, role names, groups and rows."""
    rows = _texts(_page(_book(table)))
    assert rows[0][0] == "RACI matrix: Gasthof Alpenblick"
    assert rows[1][0] == "2026-11-21"
    assert rows[4][4:9] == ["Leitung", "Haus", None, "EDV", None]
    assert rows[5][:9] == [
        "Group", "Channel", "Kind", "Leadership", "Inhaberin", "Büro", "Küche", "IT-Dienstleister",
        "Freie",
    ]  # fmt: skip
    assert rows[7][0] == "Eigene Medien"
    assert rows[8][1:9] == ["Website", "new", "★", "A", "R", None, "C", None]
    assert rows[9][1:9] == ["↳ Implementation", None, None, None, None, None, "R", None]


def test_departments_are_merged_over_their_roles(table: Table) -> None:
    """A department of several roles is one cell above them."""
    assert [str(span) for span in _page(_book(table)).merged_cells.ranges] == ["F5:G5"]


def test_head_and_stub_stay_in_sight_and_are_repeated_in_print(table: Table) -> None:
    """Panes are frozen at the first letter; printed pages are wide, fitted and headed."""
    page = _page(_book(table))
    assert page.freeze_panes == "E7"
    assert page.print_title_rows == "$5:$6"
    assert page.print_title_cols == "$A:$D"
    assert page.page_setup.orientation == "landscape"
    fitting = page.sheet_properties.pageSetUpPr
    assert fitting is not None
    assert fitting.fitToPage
    assert page.page_setup.fitToHeight == 0


def test_role_names_are_turned(table: Table) -> None:
    """Heads of roles stand upright; leadership's are bold."""
    page = _page(_book(table))
    owner, office = page["E6"], page["F6"]
    assert owner.alignment.textRotation == office.alignment.textRotation == 90
    assert owner.font.b
    assert not office.font.b


def test_totals_are_formulas_with_their_values(table: Table) -> None:
    """Totals per row and per role count letters, and show the right figure before Excel counts."""
    formulas, values = _page(_book(table)), _page(_book(table, values=True))
    assert formulas["J6"].value == "Σ R"
    assert formulas["K9"].value == '=COUNTIF(E9:I9,"*A*")'
    assert values["K9"].value == 1
    last = next(row for row in range(7, 40) if values.cell(row, 2).value == "Σ A")
    assert formulas.cell(last, 5).value == f'=COUNTIF(E7:E{last - 2},"*A*")'
    assert [values.cell(last, column).value for column in range(5, 10)] == [2, 1, 0, 1, 0]


def test_rows_out_of_use_and_duties_have_no_totals(table: Table) -> None:
    """Totals stand behind active channels and the portfolio row only."""
    page = _page(_book(table))
    counted = [page.cell(row, 2).value for row in range(7, 18) if page.cell(row, 11).value]
    assert counted == [
        "Choice and mix of channels",
        "Website",
        "Prospekt",
        "Aushang",
        "Portal | Gäste",
    ]


def test_letters_are_offered_as_choices(table: Table) -> None:
    """Each cell of the matrix offers the scheme's letters and accountable with responsible."""
    (offer,) = _page(_book(table)).data_validations.dataValidation
    assert offer.formula1 == '"R,A,C,I,AR"'
    assert str(offer.sqref) == "E7:I18"
    assert offer.errorStyle == "warning"


def test_choices_stay_within_what_excel_allows() -> None:
    """A scheme of very many letters offers as many of them as fit."""
    letters = {
        chr(code): Letter(chr(code), Part.ACCOUNTABLE if code == 0x410 else Part.INFORMED, "x")
        for code in range(0x410, 0x430)
    } | {chr(code): Letter(chr(code), Part.INFORMED, "x") for code in range(0x13A0, 0x1400)}
    organisation = Organisation(
        scheme=Scheme("Many", letters, own=True),
        roles={"r": Role("r", "R")},
        channels={"c": Channel("c", "C", raci={"r": Cell("А")})},
    )
    table = from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})
    (offer,) = _page(_book(table)).data_validations.dataValidation
    assert len(str(offer.formula1).strip('"')) <= 255


def test_a_portfolio_alone_has_nothing_to_watch() -> None:
    """Totals are watched in channels only; a matrix without any has no such rule."""
    organisation = Organisation(roles={"r": Role("r", "R")}, portfolio={"r": Cell("A")})
    table = from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})
    formats = _page(_book(table)).conditional_formatting
    assert [str(one.sqref) for one in formats] == ["B7"]


def test_colours_follow_the_letters(table: Table) -> None:
    """Conditional formats, one range a sort of column, colour letters typed in Excel too."""
    formats = _page(_book(table)).conditional_formatting
    rules = {str(one.sqref): [rule.formula[0] for rule in one.rules] for one in formats}
    assert rules["E7:E18"][0] == 'ISNUMBER(FIND("A",E7))'
    assert set(rules) == {
        "E7:E18",
        "H7:H18",
        "F7:G18 I7:I18",
        "J11:J12 J14",
        "K11:K12 K14",
    }
    assert rules["K11:K12 K14"] == ["K11<>1"]


def test_notes_are_comments_and_a_sheet(table: Table) -> None:
    """Why and until stand beside the cell, and all notes on a sheet that can be printed."""
    book = _book(table)
    page = _page(book)
    assert page["H9"].comment.text == "bis zum Relaunch, until 2027-01-31"
    assert page["B9"].comment.text == "Relaunch im Frühjahr"
    assert [row[0] for row in _texts(book["Notes"])][2:] == [
        "gepflegt im Büro",
        "Website: Relaunch im Frühjahr",
        "Website: IT-Dienstleister (C): bis zum Relaunch, until 2027-01-31",
        "Küche: nur im Sommer",
    ]


def test_legend_roles_and_findings_have_sheets(table: Table) -> None:
    """Behind the matrix stand legend, roles, notes and findings; the last only when given."""
    assert _book(table).sheetnames == ["Matrix", "Legend", "Roles", "Notes", "Findings"]
    assert "Findings" not in _book(replace(table, findings=())).sheetnames


def test_long_layout_has_names_and_a_filter(table: Table) -> None:
    """The long layout is one filtered table with a column per letter."""
    page = _page(_book(table, Layout.LONG))
    assert page.auto_filter.ref == "A4:J12"
    assert page["H6"].value == "Inhaberin"


def test_each_role_has_a_sheet(table: Table) -> None:
    """The role layout has a sheet per role with its facts; one role can be picked."""
    book = _book(table, Layout.ROLE)
    assert book.sheetnames[:5] == ["Inhaberin", "Büro", "Küche", "IT-Dienstleister", "Freie"]
    assert _page(book)["A1"].value == "Inhaberin ★"
    assert _page(book)["A6"].value == "Your deputy: Büro (B. Maier)"
    assert _book(table, Layout.ROLE, "buero").sheetnames == ["Büro", "Legend", "Findings"]


def test_names_of_sheets_are_what_excel_allows() -> None:
    """Forbidden characters, long names, doubles and Excel's own word still give sheets."""
    names = ["a/b", "A:B", "History", "x" * 40, "x" * 41, "'", ""]
    roles = {str(n): Role(str(n), name, short=f"h{n}") for n, name in enumerate(names)}
    table = from_organisation(Organisation(roles=roles), words_in("en"), dt.date(2026, 1, 1), {})
    sheets = _book(table, Layout.ROLE).sheetnames[:-1]
    assert sheets == [
        "a b",
        "A B (2)",
        "History (2)",
        "x" * 31,
        "x" * 27 + " (2)",
        "-",
        "- (2)",
    ]


@pytest.mark.parametrize("many", [0, 10**9])
def test_nothing_is_taken_for_a_formula_a_link_or_rich_text(
    many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts that look like something else are strings, in small and in big workbooks."""
    monkeypatch.setattr(workbook, "_MANY", many)
    nasty = [
        "=1+1",
        "{=1}",
        "http://evil.example",
        "mailto:a@b",
        "<r><t>x</t></r>",
        "<r></c></row><r><t>&</t></r>",
        "_x0041_",
        "12",
        "TRUE",
        "  blanks ",
        "\x1b[31m",
        "internal:Matrix!A1",
    ]
    channels = {
        str(n): Channel(str(n), text, group=text, note=text, raci={"r": Cell("A", text)})
        for n, text in enumerate(nasty)
    }
    organisation = Organisation(
        name="=1",
        departments={"d": Department("d", "=2"), "e": Department("e", "<r></r>")},
        roles={
            "r": Role("r", "=3", department="d", holders=("=4",)),
            "s": Role("s", "@x", department="d"),
        },
        channels=channels,
    )
    page = _page(_book(from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})))
    names = [
        page.cell(row, 2).value for row in range(7, 7 + 2 * len(nasty)) if page.cell(row, 2).value
    ]
    # openpyxl does not undo the escape of inline strings, as Excel does.
    assert [str(name).replace("_x005F", "") for name in names] == [
        text.replace("\x1b", "␛") for text in nasty
    ]
    assert (page["C5"].value, page["C6"].value) == ("=2", "=3")
    body = page.iter_rows(max_col=4, max_row=6 + 2 * len(nasty))
    assert {cell.data_type for row in body for cell in row if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for row in page.iter_rows() for cell in row)


def test_rich_text_of_others_is_wrapped_into_ours(table: Table) -> None:
    """XlsxWriter would write a text from <r> to </r> raw; it gets an escaped one instead."""
    text = Writer(None, table).text("<r>&</r>")
    assert text == '<r><t xml:space="preserve">&lt;r&gt;&amp;&lt;/r&gt;</t></r>'


@pytest.mark.parametrize("name", ["🚀 Leitung Unternehmenskommunikation", "🚀" * 40, "x" * 40])
def test_names_of_sheets_are_as_long_as_excel_counts(name: str) -> None:
    """Excel counts units of UTF-16, in which an emoji is two; none of them is cut in half."""
    roles = {key: Role(key, name) for key in ("a", "b")}
    table = from_organisation(Organisation(roles=roles), words_in("en"), dt.date(2026, 1, 1), {})
    names = _book(table, Layout.ROLE).sheetnames[:2]
    assert all(len(one.encode("utf-16-le")) <= 2 * 31 for one in names)
    assert len(set(names)) == 2
    assert names[0][:5] == name[:5]


def test_texts_beyond_what_excel_holds_are_cut_with_a_word() -> None:
    """Excel would refuse the whole file; what is missing is said where it is missing."""
    long = "🏔 Küche, " * 8_000
    channels = {"a": Channel("a", long, note=long, raci={"r": Cell("A", long)})}
    organisation = Organisation(
        roles={"r": Role("r", long, note=long)}, channels=channels, note=long
    )
    book = _book(from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {}))
    texts = [
        text
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        for text in (cell.value, cell.comment.text if cell.comment else None)
        if isinstance(text, str) and len(text) > 1000
    ]
    assert len(texts) >= 6
    for text in texts:
        assert len(text.encode("utf-16-le")) <= 2 * 32_767
        assert text.endswith(" … [cut off: Excel holds no more]")


def test_the_matrix_can_be_filtered(table: Table) -> None:
    """The filter stands on the heads and reaches over all rows, and over the ids behind them."""
    page = _page(_book(table))
    assert page.auto_filter.ref == "B6:O18"
    assert page.column_dimensions["N"].hidden
    assert page.row_dimensions[4].hidden


def test_the_legend_names_what_is_on_the_sheet(table: Table) -> None:
    """A mark that no row has is not explained."""
    signs = [row[0] for row in _texts(_book(table)["Legend"])]
    assert {"★", "★n", "☆"} <= set(signs)
    groups = tuple(
        replace(group, rows=tuple(replace(row, standing=None) for row in group.rows))
        for group in table.groups
    )
    signs = [row[0] for row in _texts(_book(replace(table, groups=groups))["Legend"])]
    assert "★" in signs
    assert not {"★n", "☆"} & set(signs)


def test_ids_stand_behind_the_matrix(table: Table) -> None:
    """A hidden row has the roles' ids, hidden columns have the rows' ids and duties."""
    rows = _texts(_page(_book(table)))
    place = rows[3].index(ANCHOR)
    assert [name for name in rows[3] if name] == [*(one.id for one in table.columns), ANCHOR]
    found = [(row[place] or "", row[place + 1] or "") for row in rows[6:] if row[place : place + 2]]
    expected = [
        (row.id or "", row.duty or ("" if row.id else PORTFOLIO)) for _, row in table.rows()
    ]
    assert [pair for pair in found if pair != ("", "")] == expected


def test_the_file_goes_along_where_nobody_sees_it(table: Table) -> None:
    """A sheet that Excel never lists holds the file's values; a sheet of one role has none."""
    values = {"format": 1, "organisation": {"name": "<r>" + "\U0001f680" * 40_000 + "</r>"}}
    table = replace(table, file=values)
    page = _book(table)[SHEET]
    assert page.sheet_state == "veryHidden"
    text = "\n".join("".join(str(cell or "") for cell in row) for row in page.values)
    assert values_of(text) == values
    assert SHEET not in _book(table, Layout.ROLE, "buero").sheetnames


def test_equal_tables_give_equal_files(table: Table) -> None:
    """No clock and no path gets into the workbook, so that only changes show as such."""
    assert _bytes(table) == _bytes(table)


def test_an_organisation_without_rows_or_roles_gives_a_workbook() -> None:
    """Nothing to show still opens, in every layout."""
    words, today = words_in("de"), dt.date(2026, 1, 1)
    for organisation in (
        Organisation(name="Leer"),
        Organisation(name="Leer", roles={"r": Role("r", "R")}),
        Organisation(name="Leer", channels={"c": Channel("c", "C")}),
    ):
        table = from_organisation(organisation, words, today, {})
        for layout in Layout:
            assert "Legende" in _book(table, layout).sheetnames


def test_very_long_texts_stay_within_what_excel_allows() -> None:
    """Rows are no higher and titles, cells and comments no longer than Excel can open."""
    text = "lang " * 8_000
    organisation = Organisation(
        name=text,
        roles={"r": Role("r", text, note=text)},
        channels={"c": Channel("c", text, note=text, raci={"r": Cell("A", text)})},
    )
    table = from_organisation(organisation, words_in("en"), dt.date(2026, 1, 1), {})
    for layout in Layout:
        book = _book(table, layout)
        assert len(book.properties.title or "") <= 255
        for page in book.worksheets:
            assert all((row.height or 0) <= 409 for row in page.row_dimensions.values())
            texts = [str(cell.value) for row in page.iter_rows() for cell in row]
            assert max(map(len, texts)) <= 32_767
