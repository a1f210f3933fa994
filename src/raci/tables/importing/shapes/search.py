"""The shapes that a table may have, and what every search for explanations shares."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from raci.model.scheme import SCHEMES, Part
from raci.tables.importing.language.legend import is_nothing
from raci.tables.importing.language.letters import Kind, Reading, head_part
from raci.tables.importing.language.parts import NATIONAL, USUAL, heads_assigned
from raci.tables.importing.language.vocabulary import (
    FOREIGN,
    GROUPS,
    ROLES,
    TASKS,
    is_head,
)
from raci.tables.importing.shapes.features import (
    average,
    is_id,
    is_id_head,
    roleness,
)
from raci.tables.importing.shapes.region import CLAIMED
from raci.tables.importing.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raci.tables.importing.language.legend import Legend
    from raci.tables.importing.language.letters import Reader
    from raci.tables.importing.reading import Shape
    from raci.tables.importing.shapes.heads import Heads
    from raci.tables.importing.shapes.region import Region
    from raci.tables.importing.shapes.stub import Stub

#: Fewer letters in common are no sign of another language's.
_NATIONAL = 3


@dataclass(slots=True)
class Hypothesis:
    """One explanation of a region.

    Attributes:
        score: How well it explains the region; 0 is what "no matrix" scores.
        heads: What stands over the columns.
        roles: The columns of each role; for shapes with a column per letter, those columns.
        stub: The columns that name rows.
        letters: What letter a column stands for, by column.
        role: The column that names roles, where rows are records; else -1.
        first: The first row below the head.
    """

    shape: Shape
    region: Region
    score: float
    heads: Heads
    roles: list[tuple[int, ...]]
    stub: Stub
    letters: dict[int, Reading] = field(default_factory=dict)
    role: int = -1

    @property
    def first(self) -> int:
        """The first row below the head."""
        return max(self.heads.rows, default=self.region.start - 1) + 1

    @property
    def title(self) -> str:
        """The one text that stands right above the head, or the name of the sheet."""
        return title_above(self.region, self.heads.rows) or self.region.sheet.name


def title_above(region: Region, heads: Sequence[int]) -> str:
    """Return the one text that stands right above a table's head; nothing where there is none."""
    for row in range(min(heads, default=region.start) - 1, region.above - 1, -1):
        texts = {one_line(text) for text in region.sheet.rows[row] if text.strip()}
        if len(texts) == 1:
            return texts.pop()
        if texts:
            break
    return ""


class Search:
    """What all searches for explanations of a region share."""

    def __init__(self, region: Region, reader: Reader, legend: Legend) -> None:
        """Look at a region with what is known of the document's letters."""
        self.region, self.reader, self.legend = region, reader, legend
        self.sheet = region.sheet

    def named_letters(self, row: int) -> dict[int, Reading]:
        """Return the letters that a row names, by column; those of a legend do not count."""
        kinds = self.region.kinds[row]
        texts = {at: one for at, one in enumerate(self.sheet.rows[row]) if kinds[at] != CLAIMED}
        said = {at: found for at, text in texts.items() if (found := head_part(text))}
        if sum(not one.letters for one in said.values()) > 1:
            meant = heads_assigned({text: said.get(at) for at, text in texts.items()})
            said |= {
                at: Reading(Kind.LETTERS, "", (part,))
                for at, text in texts.items()
                if (part := meant.get(text))
            }
        return said

    def fit(self, first: int, columns: Sequence[int]) -> float:
        """Return how well the letters fit some scheme."""
        sample = self.region.sample(first)
        rows = [
            [self.sheet.rows[row][at] for at in columns if self.region.kinds[row][at] in "LM"]
            for row in sample
        ]
        lettered = sum(any(self.region.kinds[row][at] == "L" for at in columns) for row in sample)
        counts: Counter[str] = Counter()
        parts: set[Part] = set()
        owned: set[str] = set()
        signs = keyed = 0
        texts = Counter(chain.from_iterable(rows))
        for text, number in texts.items():
            reading = self.reader.read(text)
            for letter in reading.letters:
                counts[letter] += number
            parts.update(reading.parts)
            keyed += number * is_id(text)
            signs += number * (not reading.letters and not reading.parts)
            if "A" in reading.letters or Part.ACCOUNTABLE in reading.parts:
                owned.add(text)
        cells = texts.total()
        owners = sum(sum(text in owned for text in row) == 1 for row in rows)
        total = counts.total() + signs + len(parts)
        if not total:
            return -5.0
        unknown = self._unexplained(counts) + 0.3 * signs
        score = -20.0 * max(unknown / total - 0.04, 0.0)
        parts |= {part for char in counts if (part := self.legend.part(char))}
        doing = bool({"R", "D", "P", "T"} & set(counts) or Part.RESPONSIBLE in parts)
        owning = bool({"A", "V", "E"} & set(counts) or Part.ACCOUNTABLE in parts)
        score -= 5.0 * max(keyed / cells - 0.3, 0.0)
        score += (-2.5, 0.2, 1.3)[doing + owning]
        score += 0.6 if len(set(counts)) + len(parts) > 1 else 0.0
        score += 1.0 * owners / max(lettered, 1)
        score -= 2.5 * max(0.35 - lettered / max(len(sample), 1), 0.0) * 3
        return score - (2.2 if cells == 1 else 0.7 if cells == 2 else 0.0)  # noqa: PLR2004

    def _unexplained(self, counts: Counter[str]) -> float:
        """Return how many letters no scheme, legend or usage explains; a filler is explained."""
        ways = [set(scheme.letters) for scheme in SCHEMES.values()]
        ways += [
            set(national) | {"R"}
            for national in NATIONAL
            if len(set(national) & set(counts)) >= _NATIONAL
        ]
        own = {symbol for symbol, said in self.legend.said.items() if said}
        fewest = min(
            sum(number for char, number in counts.items() if char not in way | own) for way in ways
        )
        odd = {char: number for char, number in counts.items() if char not in set(USUAL) | own}
        most = max(odd, key=lambda char: odd[char], default="")
        filler = most and odd[most] > max(
            (number for char, number in counts.items() if char != most), default=0
        )
        if most and len(odd) == 1 and (is_nothing(most, self.legend) or filler):
            return min(fewest, 0.35 * odd[most])
        return fewest

    def pairs(self, row: int, others: Sequence[int]) -> list[tuple[int, int, float]]:
        """Return pairs of columns that may name task and role of a record, with their fit."""
        sheet = self.sheet
        rows = self.region.sample(row + 1)
        found: list[tuple[int, int, float]] = []
        texts = {at: [one_line(sheet.rows[below][at]) for below in rows] for at in others[:12]}
        for task, tasks in texts.items():
            for role, roles in texts.items():
                if task == role or not tasks or not tasks[0] or not roles[0]:
                    continue
                pairs = set(zip(_filled_down(tasks), _filled_down(roles), strict=True))
                apart = len(pairs) / len(rows)
                many = len(set(filter(None, tasks))) > 1 and len(set(roles)) > 1
                repeats = len(set(filter(None, tasks))) < len(rows)
                heads = one_line(sheet.rows[row][role]), one_line(sheet.rows[row][task])
                fit = 3.0 * (apart - 0.9) + 0.8 * repeats - 2.0 * (not many)
                fit += 0.4 * (task < role) - 3.0 * roles.count("") / len(roles)
                fit += 1.6 * is_head(heads[0], ROLES) - 1.5 * is_head(heads[0], TASKS)
                fit += 1.2 * is_head(heads[1], TASKS) - 1.5 * is_head(heads[1], ROLES)
                fit += 1.2 * (average(map(roleness, roles)) - average(map(roleness, tasks)))
                fit -= 1.2 * (is_head(heads[1], GROUPS) or is_head(heads[1], FOREIGN))
                fit -= 1.2 * (is_head(heads[0], FOREIGN) or is_head(heads[0], GROUPS))
                fit -= 0.8 * (average(map(_keyed, tasks)) + average(map(_keyed, roles)))
                fit -= 1.0 * (len(set(roles)) == len(roles))
                fit -= 1.5 * (is_id_head(heads[0]) + is_id_head(heads[1]))
                found.append((task, role, fit))
        return sorted(found, key=lambda one: -one[2])[:3]


def _keyed(text: str) -> bool:
    """Tell whether a text is a key of a database rather than a name."""
    return is_id(text) or ("_" in text and text.islower())


def _filled_down(texts: Sequence[str]) -> Iterator[str]:
    last = ""
    for text in texts:
        last = text or last
        yield last
