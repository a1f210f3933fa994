"""From sheets to an import: every table is explained in all ways, and the document decides."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from raci.frozen import replace
from raci.model.error import RaciError
from raci.model.scheme import Part
from raci.model.text import Text
from raci.tables.importing.imported import Doubt, Imported, ImportedTable
from raci.tables.importing.language.legend import legend_of
from raci.tables.importing.language.letters import Reader
from raci.tables.importing.language.parts import USUAL, loose_words
from raci.tables.importing.matrices.agreement import agree, detect, divergence, parts_given
from raci.tables.importing.matrices.cells import read_table
from raci.tables.importing.matrices.grids import GridAssembly
from raci.tables.importing.matrices.lists import NamedAssembly, RecordAssembly, titled
from raci.tables.importing.matrices.names import ids_of
from raci.tables.importing.matrices.rows import tell_rows_apart
from raci.tables.importing.matrices.translation import translated
from raci.tables.importing.reading import Shape, Stated
from raci.tables.importing.shapes.hypotheses import (
    STRONG,
    Weighed,
    allows,
    chosen,
    hypotheses,
    table_reading,
)
from raci.tables.importing.shapes.region import Region, partitions, side_by_side
from raci.tables.importing.shapes.search import title_above
from raci.tables.importing.sheet import left_aside, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raci.model.scheme import Scheme
    from raci.tables.importing.language.legend import Legend
    from raci.tables.importing.matrices.matrix import Matrix
    from raci.tables.importing.shapes.search import Hypothesis
    from raci.tables.importing.sheet import Sheet

#: What an explanation must score to be believed before "this is no matrix".
_BELIEVED = 1.2
#: Names that tables share speak for each other, so many at most.
_SHARED, _MOST_SHARED = 0.6, 3
_SAME_SHAPE = 0.3
#: A table that shares no role with one beyond doubt may be about something else.
_STRANGER = 3.0
#: So does one that gives letters otherwise than those do: grades are no parts. Real tables of one
#: document that share no role diverge by 0.16 at most (20 pairs), grades from a matrix by 0.3.
_OTHERWISE, _ALIKE = 150.0, 0.2
#: What stands in a fence of code beside tables is an example or a diagram.
_FENCED = 50.0
#: What a table more must explain.
_PARTED = 4.0


def recognise(
    sheets: Sequence[Sheet],
    doubts: list[Doubt],
    scheme: Scheme | None,
    stated: Stated | None = None,
) -> Imported:
    """Return what the sheets hold.

    Args:
        sheets: All sheets of a document.
        doubts: What could not be read so far; doubts of the import come behind.
        scheme: The scheme that the letters are in; None where the document decides.
        stated: What a person says of the reading.

    Raises:
        UnclearError: There are several ways to read it, and none is likely enough.
        RaciError: There is no matrix in them.
    """
    stated = stated or Stated()
    given = [sheet.given for sheet in sheets if sheet.given]
    if given:
        return _given(given, doubts, scheme)
    others = [sheet for sheet in sheets if not sheet.prose]
    others += [sheet for sheet in sheets if sheet.prose]
    reader, legend, loose = _words(others, scheme, stated)
    others = [
        _without(sheet, legend.claimed.get(number, set())) for number, sheet in enumerate(others)
    ]
    weighed = weigh(others, reader, legend, stated)
    readings = chosen(weighed, stated)
    matrices = _matrices(weighed, reader)
    if not matrices:
        raise RaciError(_no_matrix(sheets))
    doubts += _left(others, weighed)
    for matrix in matrices:
        tell_rows_apart(matrix)
    said = translated(matrices, reader, legend, parts_of(stated.letters))
    doubts += said.doubts
    main, schemes = (
        (scheme, [scheme] * len(matrices)) if scheme else agree(matrices, reader, others, doubts)
    )
    tables = []
    for number, (matrix, own) in enumerate(zip(matrices, schemes, strict=True)):
        table, told = read_table(matrix, own, loose)
        tables.append(table if own is main else replace(table, scheme=own))
        doubts += [replace(doubt, table=number) for doubt in (*matrix.doubts, *told)]
    return Imported(tuple(tables), tuple(doubts), main, readings)


def _words(
    sheets: Sequence[Sheet], scheme: Scheme | None, stated: Stated
) -> tuple[Reader, Legend, dict[str, Part]]:
    """Return what reads cells, what is said of its letters, and what words say loosely."""
    ids = ids_of(sheets)
    for sheet in sheets:
        sheet.ids = ids
    loose = loose_words(sheets)
    reader = Reader(scheme, loose)
    for sheet in sheets:
        left_aside(sheet, stated.skip)
    legend = legend_of(sheets, reader)
    legend.state(parts_of(stated.letters))
    loose |= legend.words
    return Reader(scheme, loose, legend.symbols), legend, loose


def _given(
    given: Sequence[ImportedTable], doubts: Sequence[Doubt], scheme: Scheme | None
) -> Imported:
    """Return tables that leave no question, as they are."""
    main = scheme or given[0].scheme or _said_scheme(given)
    tables = tuple(replace(table, scheme=None) for table in given)
    return Imported(tables, tuple(doubts), main)


def weigh(sheets: Sequence[Sheet], reader: Reader, legend: Legend, stated: Stated) -> list[Weighed]:
    """Return all regions with their explanations, weighed against those of the others.

    Raises:
        RaciError: None of the explanations agrees with what a person says.
    """
    found: list[Weighed] = []
    for number, sheet in enumerate(sheets):
        if not sheet.rows or sheet.prose:
            continue
        kinds = _kinds(sheet, reader, legend, number)
        blocks = [[(sheet, kinds)], *filter(None, [side_by_side(sheet, kinds)])]
        ways = [_in_blocks(number, each, reader, legend) for each in blocks]
        likeliest = max(ways, key=_worth)
        found += likeliest
    _support(found, reader, legend)
    summaries = [table_reading(one.best).summary for one in found if one.best]
    for one in found:
        one.found = [each for each in one.found if allows(stated, each)]
    if summaries and not any(one.found for one in found):
        raise RaciError(
            Text(
                "No table can be read as it was said. Without that, it reads: {readings}",
                {"readings": tuple(summaries)},
            )
        )
    return found


def _in_blocks(
    number: int, blocks: Sequence[tuple[Sheet, list[str]]], reader: Reader, legend: Legend
) -> list[Weighed]:
    """Return the regions of the blocks of a sheet with their explanations."""
    return [
        one
        for sheet, kinds in blocks
        for ways in partitions(sheet, kinds)
        for one in _likeliest(number, ways, reader, legend)
    ]


def _worth(weighed: list[Weighed]) -> float:
    """Return how much explanations explain; one table is less than two."""
    believed = [one.score for one in weighed if one.best]
    return sum(believed) - _PARTED * len(believed)


def _likeliest(
    number: int, ways: Sequence[Sequence[Region]], reader: Reader, legend: Legend
) -> list[Weighed]:
    """Return the explanations of the parting into tables that explains most; one table is less."""
    made = [[Weighed(number, hypotheses(region, reader, legend)) for region in way] for way in ways]
    return max(made, key=lambda way: sum(max(one.score, 0.0) for one in way) - _PARTED * len(way))


def _without(sheet: Sheet, claimed: set[tuple[int, int]]) -> Sheet:
    """Return a sheet without the texts that a legend claims."""
    if not claimed:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for row, column in claimed:
        rows[row][column] = ""
    return replace(sheet, rows=rows)


def _kinds(sheet: Sheet, reader: Reader, legend: Legend, number: int) -> list[str]:
    """Return the kinds of a sheet's cells, a string a row, with what a legend claims masked."""
    kinds = [reader.kinds(row) for row in sheet.rows] if legend.said else legend.kinds[number]
    kinds = list(kinds)
    for row, column in legend.claimed.get(number, ()):
        kinds[row] = f"{kinds[row][:column]}g{kinds[row][column + 1 :]}"
    return kinds


def _support(weighed: Sequence[Weighed], reader: Reader, legend: Legend) -> None:
    """Let the tables of a document speak for each other: they share roles, and have one shape."""
    bests = [(one, one.best) for one in weighed if one.best]
    drawn = any(not best.region.sheet.loose for _, best in bests)
    unfenced = any(not best.region.sheet.fenced for _, best in bests)
    roles: Counter[str] = Counter()
    for _, best in bests:
        roles.update(set(_roles_of(best)))
    strong = sum(best.score > STRONG for _, best in bests)
    shapes = Counter(best.shape for _, best in bests)
    usage = _Usage(bests, reader, legend)
    for one in weighed:
        own = set(_roles_of(one.best)) if one.best else set()
        shape = one.best.shape if one.best else None
        for each in one.found:
            others = {role for role in roles if roles[role] > (role in own)}
            shared = len(others & set(_roles_of(each)))
            crossed = len(others & set(_rows_of(each)))
            each.score += _SHARED * (min(shared, _MOST_SHARED) - min(crossed, _MOST_SHARED))
            if not shared and strong > (one.score > STRONG):
                each.score -= _STRANGER + usage.against(each, one)
            each.score += _SAME_SHAPE * (shapes[each.shape] > (each.shape is shape))
            if each.region.sheet.fenced and unfenced:
                each.score -= _FENCED
            if each.region.sheet.loose and drawn:
                each.score -= 2.0 if strong or len(each.region.sheet.rows) < 3 else 0.8  # noqa: PLR2004
        one.found.sort(key=lambda each: -each.score)


#: Shapes in which cells hold letters, rather than names below them.
_LETTERED = frozenset((Shape.COLUMNS, Shape.ROWS, Shape.PAIRED, Shape.TITLED))


class _Usage:
    """How the surest tables of a document give letters: in them, somebody does it and answers."""

    def __init__(
        self, bests: Sequence[tuple[Weighed, Hypothesis]], reader: Reader, legend: Legend
    ) -> None:
        """Count the parts that tables beyond doubt give, those of surer tables summed up."""
        self._reader, self._legend = reader, legend
        self._own: dict[int, tuple[float, Counter[Part | None]]] = {}
        for one, best in bests if len(bests) > 1 else ():
            if one.score > STRONG and best.shape in _LETTERED:
                parts = parts_given(best, reader, legend)
                if parts[Part.RESPONSIBLE] and parts[Part.ACCOUNTABLE]:
                    self._own[id(one)] = one.score, parts
        surest = sorted(self._own.values(), key=lambda said: -said[0])
        self._scores = [-score for score, _ in surest]
        self._sums = list(accumulate((parts for _, parts in surest), initial=Counter()))

    def against(self, each: Hypothesis, one: Weighed) -> float:
        """Return what speaks against an explanation that gives letters otherwise than others do."""
        if each.shape not in _LETTERED:
            return 0.0
        used = self._sums[bisect_left(self._scores, -each.score)]
        score, own = self._own.get(id(one), (0.0, Counter[Part | None]()))
        others = used - own if score > each.score else used
        if not others:
            return 0.0
        apart = divergence(parts_given(each, self._reader, self._legend), others)
        return _OTHERWISE * max(apart - _ALIKE, 0.0)


def _roles_of(one: Hypothesis) -> list[str]:
    names = _stubs(one) if one.shape in {Shape.ROWS, Shape.TASKED} else one.heads.names
    return [name.casefold() for name in names]


def _rows_of(one: Hypothesis) -> list[str]:
    names = one.heads.names if one.shape is Shape.ROWS else _stubs(one)
    return [name.casefold() for name in names]


def _stubs(one: Hypothesis) -> list[str]:
    rows = one.region.sample(one.first)[:60]
    return [one_line(one.region.sheet.rows[row][one.stub.name]) for row in rows]


def _matrices(weighed: Sequence[Weighed], reader: Reader) -> list[Matrix]:
    """Return the matrices that are believed; tables that are about one task each are one."""
    bests = [one.best for one in weighed if one.best]
    alone = [best for best in bests if best.shape is Shape.TITLED]
    matrices: list[Matrix] = []
    for one in weighed:
        best = one.best
        if best is None:
            continue
        if best.shape is not Shape.TITLED:
            matrix = assembled(best, reader)
            if one.doubted:
                message = Text(
                    "This table could also be read so: {reading}.", {"reading": one.doubted}
                )
                matrix.doubts.append(Doubt(table_reading(best).place, message))
            _name(matrix, best, weighed)
            if any(any(line.texts) for line in matrix.lines):
                matrices.append(matrix)
        elif best is alone[0]:
            matrices.append(titled(alone, reader))
    return matrices


def assembled(one: Hypothesis, reader: Reader) -> Matrix:
    """Return the matrix that an explanation sees in its region."""
    if one.shape in {Shape.NAMED, Shape.TASKED}:
        return NamedAssembly(one, reader).matrix()
    if one.shape in {Shape.RECORDS, Shape.TICKED}:
        return RecordAssembly(one, reader).matrix()
    matrix = GridAssembly(one, reader).matrix()
    return matrix.turn() if one.shape is Shape.ROWS else matrix


def _name(matrix: Matrix, best: Hypothesis, weighed: Sequence[Weighed]) -> None:
    """Name one of several tables of a sheet by the title above it, where there is one."""
    same = [one for one in weighed if one.best and one.best.region.sheet is best.region.sheet]
    if len(same) < 2:  # noqa: PLR2004
        return
    title = title_above(best.region, best.heads.rows)
    if title:
        matrix.name = title


def _said_scheme(tables: Sequence[ImportedTable]) -> Scheme:
    """Return the scheme of tables that are beyond question, by their letters."""
    rows = [row for table in tables for row in table.rows]
    counts = Counter(letter for row in rows for cell in row.cells.values() for letter in cell)
    return detect(counts, frozenset(), "\n".join(table.name for table in tables))[0]


def _no_matrix(sheets: Sequence[Sheet]) -> Text:
    if not any(sheet.rows and not sheet.prose for sheet in sheets):
        return Text("The file holds no table, so there is no matrix to import.")
    return Text("The file holds no responsibility matrix: no table in it gives letters to roles.")


def _left(sheets: Sequence[Sheet], weighed: Sequence[Weighed]) -> list[Doubt]:
    """Name the tables in which no matrix was found, in one doubt."""
    used = {one.sheet for one in weighed if one.best}
    left = [
        sheet
        for number, sheet in enumerate(sheets)
        if number not in used
        and not (sheet.loose or sheet.prose)
        and len(sheet.rows) > 1
        and sheet.width > 1
    ]
    if not left:
        return []
    near = any(
        one.found and one.found[0].score > _BELIEVED - 1.5 for one in weighed if not one.best
    )
    names = tuple(dict.fromkeys(sheet.name for sheet in left))
    message = Text("No matrix was found in these tables: {tables}.", {"tables": names})
    about = None if near else ()
    return [Doubt(left[0].place(0), message, None, about, about)]


def parts_of(letters: Mapping[str, str]) -> dict[str, Part | None]:
    """Return the parts of symbols by the letters that a person gives them.

    Raises:
        RaciError: A letter does not belong to RACI and its kin.
    """
    found: dict[str, Part | None] = {}
    for symbol, letter in letters.items():
        if letter and letter.upper() not in USUAL:
            raise RaciError(
                Text(
                    "“{letter}” is no letter that “{symbol}” can mean; these are: {letters}.",
                    {"letter": letter, "symbol": symbol, "letters": tuple(USUAL)},
                )
            )
        found[symbol.upper()] = USUAL[letter.upper()] if letter else None
    return found
