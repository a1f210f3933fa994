"""Matrices made up: a shape, a language and noise as people make it, with what is meant by them.

A matrix is drawn from a seed; ``rendered`` writes it in one of the formats, with legends, ids,
fillers, heads of several rows, other tables beside it, and spellings of letters.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped] # it ships no types

if TYPE_CHECKING:
    from random import Random

#: Row, role, letters in the order of the alphabet.
Cells = Counter[tuple[str, str, str]]

_ROLES = {
    "en": "Owner,Sales lead,Marketing,IT desk,Web agency,"
    "Front office,HR manager,Finance,Legal,Support team,"
    "Project manager,Quality,Product owner,Editor,Call centre",
    "de": "Inhaberin,Vertriebsleitung,Marketing,EDV,Werbeagentur,"
    "Empfang,Personal,Buchhaltung,Recht,"
    "Kundendienst,Projektleitung,Qualität,Einkauf,Redaktion,Außendienst",
    "fr": "Direction,Responsable ventes,Marketing,Informatique,Agence web,Accueil,RH,Comptabilité,"
    "Juridique,Service client,Chef de projet,Qualité,Achats,Rédaction",
    "es": "Dirección,Jefe de ventas,Marketing,Informática,Agencia,Recepción,Recursos humanos,"
    "Contabilidad,Legal,Atención al cliente,Jefe de proyecto,Calidad,Compras,Redacción",
}
_TASKS = {
    "en": "Website,Newsletter,Hotline,Price list,"
    "Trade fair,Opening hours,Answer reviews,Press release,"
    "Training,Booking,Data protection,Invoice,Complaint,Map entry,Chat,Catalogue,Update the app,"
    "Plan the budget,Product recall,Contact form",
    "de": "Website,Rundbrief,Hotline,Preisliste,Messestand,Öffnungszeiten,Bewertungen beantworten,"
    "Pressemeldung,Schulung,Buchung,Datenschutz,Rechnung,Reklamation,Karteneintrag,Chat,Katalog,"
    "App pflegen,Budget planen,Rückruf,Kontaktformular",
    "fr": "Site web,Infolettre,Standard,Tarifs,Salon,"
    "Horaires,Répondre aux avis,Communiqué,Formation,"
    "Réservation,Protection des données,Facture,Réclamation,Plan,Chat,Catalogue,Budget,Rappel",
    "es": "Sitio web,Boletín,Centralita,Tarifas,Feria,Horario,Responder reseñas,Nota de prensa,"
    "Formación,Reserva,Protección de datos,Factura,Reclamación,Mapa,Chat,Catálogo,Presupuesto",
}
_HEADS = {
    "en": ("Task", "Role", "ID", "Status", "Remarks", "Phase", "Name"),
    "de": ("Aufgabe", "Rolle", "Nr.", "Status", "Bemerkung", "Phase", "Name"),
    "fr": ("Tâche", "Rôle", "N°", "Statut", "Remarques", "Phase", "Nom"),
    "es": ("Tarea", "Rol", "Nº", "Estado", "Observaciones", "Fase", "Nombre"),
}
_PERSONS = (
    "Ada Amsel,Bo Birke,Cleo Clemens,Dan Dorn,Eva Esser,Finn Falk,Gita Groß,Hans Huber,Ida Imhof,"
    "Jo Jost"
)
_WORDS = {
    "en": {"R": "Responsible", "A": "Accountable", "C": "Consulted", "I": "Informed"},
    "de": {"R": "Durchführung", "A": "Gesamtverantwortung", "C": "Beratung", "I": "Information"},
    "fr": {"R": "Réalise", "A": "Approuve", "C": "Consulté", "I": "Informé"},
    "es": {"R": "Ejecuta", "A": "Aprueba", "C": "Consultado", "I": "Informado"},
}
#: Letters of other languages by those of RACI, only used with a legend.
_FOREIGN = {"de": {"R": "D", "A": "V", "C": "B", "I": "I"}}
_NOTHING = {
    "en": "not involved",
    "de": "nicht beteiligt",
    "fr": "non concerné",
    "es": "no participa",
}
SHAPES = ("columns", "rows", "named", "tasked", "records", "ticked", "paired", "titled", "listed")
FORMS = ("md", "csv", "xlsx", "html")


@dataclass
class Made:
    """A matrix with what is meant by it.

    Attributes:
        noise: What was done to it, for whom a failure puzzles.
    """

    language: str
    roles: list[str]
    tasks: list[str]
    letters: dict[tuple[str, str], str]
    shape: str
    noise: list[str] = field(default_factory=list)

    def cells(self) -> Cells:
        """Return what a right reading has."""
        return Counter(
            (task, role, "".join(sorted(said)))
            for (task, role), said in self.letters.items()
            if said
        )


def drawn(random: Random, shape: str = "") -> Made:
    """Return a matrix as real ones are: mostly one accountable a row, few letters beside it."""
    language = random.choice(list(_ROLES))
    roles = random.sample(_ROLES[language].split(","), random.randint(3, 7))
    tasks = random.sample(_TASKS[language].split(","), random.randint(3, 12))
    letters: dict[tuple[str, str], str] = {}
    for task in tasks:
        owner = random.choice(roles)
        doer = random.choice(roles)
        for role in roles:
            letters[task, role] = random.choice(("", "", "C", "I", "I", "R"))
        letters[task, owner] = "A"
        letters[task, doer] = "AR" if doer == owner else "R"
        if random.random() < 0.05:
            letters |= dict.fromkeys([(task, role) for role in roles], "")
    return Made(language, roles, tasks, letters, shape or random.choice(SHAPES))


class _Grid:
    """Rows of texts with what stands over and below them."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.spans: list[tuple[int, int, int, int]] = []
        self.above: list[str] = []
        self.below: list[str] = []
        self.title = ""


def rendered(made: Made, random: Random, *, noisy: bool = True) -> tuple[bytes, str]:
    """Return the matrix in a format, and a file's name."""
    if made.shape == "listed":
        return _listed(made, random), "plan.md"
    form = "md" if made.shape == "titled" else random.choice(FORMS)
    chosen = _Noise(made, random, noisy=noisy and made.shape != "titled")
    if made.shape == "titled":
        return _titled(made, chosen), "plan.md"
    grid = {
        "columns": _columns,
        "rows": _rows,
        "named": _named,
        "tasked": _tasked,
        "records": _records,
        "ticked": _ticked,
        "paired": _paired,
    }[made.shape](made, chosen)
    chosen.around(grid, form)
    made.noise.append(form)
    return _written(grid, form, random)


class _Noise:
    """What people do to a matrix; chosen once, so that it is the same in all cells."""

    def __init__(self, made: Made, random: Random, *, noisy: bool) -> None:
        self.made, self.random, self.noisy = made, random, noisy
        self.heads = _HEADS[made.language]
        cellular = made.shape in {"columns", "rows", "records"}
        self.filler = (
            random.choice(("", "", "-", "–", "n/a", "—", ".", "N")) if noisy and cellular else ""
        )
        self.style = (
            random.choice(("AR", "A/R", "R/A", "A, R", "a/r", "A R", "A + R")) if noisy else "A/R"
        )
        self.words = noisy and cellular and random.random() < 0.15
        foreign = noisy and not self.words and made.shape in {"columns", "rows"}
        self.foreign = foreign and made.language in _FOREIGN and random.random() < 0.5
        legends = ("", "above", "below", "beside", "prose")
        self.legend = random.choice(legends) if noisy else ""
        if self.foreign or self.filler == "N":
            self.legend = random.choice(legends[1:4])
        self.odd = noisy and made.shape == "columns" and random.random() < 0.15
        self.homoglyphs = noisy and made.shape in {"columns", "rows"} and random.random() < 0.08
        self.bold = noisy and random.random() < 0.1
        self.corner = noisy and random.random() < 0.2
        self.marks = noisy and made.shape == "columns" and random.random() < 0.15
        made.noise += [
            f"{name}={value}"
            for name, value in vars(self).items()
            if value and name not in {"made", "random", "noisy", "heads"}
        ]

    def maybe(self, share: float) -> bool:
        """Tell whether to do something that people do in such a share of matrices."""
        return self.noisy and self.random.random() < share

    def said(self, letters: str) -> str:
        """Return letters as this matrix spells them."""
        if not letters:
            return self.filler
        known = _FOREIGN[self.made.language] if self.foreign else {}
        chars = [known.get(char, char) for char in letters]
        if self.words:
            return " / ".join(_WORDS[self.made.language][char] for char in letters)
        if len(chars) > 1:
            joined = (
                self.style.replace("R", "{1}")
                .replace("A", "{0}")
                .replace("r", "{1}")
                .replace("a", "{0}")
            )
            text = joined.format(*chars)
            return text.lower() if self.style.islower() else text
        text = chars[0].lower() if self.style.islower() else chars[0]
        if self.homoglyphs and self.random.random() < 0.3:
            return text.translate(str.maketrans("AC", "\u0410\u0421"))
        text = f"**{text}**" if self.bold and self.made.noise else text
        return text + "*" if self.marks and self.random.random() < 0.1 else text

    def explanations(self) -> list[tuple[str, str]]:
        """Return the letters with their words."""
        known = _FOREIGN[self.made.language] if self.foreign else {}
        pairs = [(known.get(char, char), word) for char, word in _WORDS[self.made.language].items()]
        if self.filler == "N":
            pairs.append(("N", _NOTHING[self.made.language]))
        return pairs

    def around(self, grid: _Grid, form: str) -> None:
        """Put a title, a legend and other tables around a grid."""
        width = max(map(len, grid.rows))
        if self.legend in {"above", "below", "beside"}:
            self._legend(grid, form, width)
        elif self.legend == "prose":
            grid.below.append(", ".join(f"{a} = {b}" for a, b in self.explanations()))
        self._beside(grid, form)
        if self.maybe(0.3) and form in {"csv", "xlsx"}:
            grid.rows[:0] = [["RACI 2026"], []]
            grid.spans = [(a + 2, b, c + 2, d) for a, b, c, d in grid.spans]
            self.made.noise.append("title")

    def _beside(self, grid: _Grid, form: str) -> None:
        """Put sums, notes and other tables below a grid."""
        if self.maybe(0.1) and form in {"csv", "xlsx"}:
            sums = {"de": "Summe", "fr": "Total", "es": "Total", "en": "Total"}[self.made.language]
            width = max(map(len, grid.rows))
            grid.rows.append([sums, *(str(self.random.randint(1, 9)) for _ in range(width - 1))])
            self.made.noise.append("sums")
        if self.maybe(0.15) and form == "md":
            grid.below += [
                "",
                "| Supplier | Price | Quality |",
                "|---|---|---|",
                "| Nordprint | A | B |",
                "| Südweb | C | A |",
                "| Ostcall | B | C |",
            ]
            self.made.noise.append("grades")
        if self.maybe(0.15) and form == "md":
            grid.above += [
                "```mermaid",
                "flowchart LR",
                "  A -->|ok| R[Next]",
                "  C --> I",
                "```",
                "",
            ]
            self.made.noise.append("diagram")
        if self.maybe(0.1):
            grid.below.append("As of May; questions to the office.")

    def _legend(self, grid: _Grid, form: str, width: int) -> None:
        pairs = self.explanations()
        if form in {"md", "html"}:
            lines = [f"- {symbol}: {word}" for symbol, word in pairs]
            (grid.above if self.legend == "above" else grid.below).extend(lines)
        elif self.legend == "beside":
            for row, pair in zip(grid.rows, pairs, strict=False):
                row.extend([""] * (width + 1 - len(row)))
                row.extend(pair)
            for pair in pairs[len(grid.rows) :]:
                grid.rows.append([""] * (width + 1) + list(pair))
        elif self.legend == "above":
            grid.rows[:0] = [*map(list, pairs), []]
            shift = len(pairs) + 1
            grid.spans = [(a + shift, b, c + shift, d) for a, b, c, d in grid.spans]
        else:
            grid.rows += [[], *map(list, pairs)]


def _columns(made: Made, noise: _Noise) -> _Grid:
    grid = _Grid()
    task, _, number, status, remark, phase, name = noise.heads
    lefts: list[str] = [number] * noise.maybe(0.25)
    rights = [status] * noise.maybe(0.15) + [remark] * noise.maybe(0.15)
    persons = (
        _PERSONS.split(",")[: len(made.roles)] if noise.maybe(0.12) and len(made.roles) <= 9 else []
    )
    if persons:
        made.noise.append("persons")
    sites = not persons and noise.maybe(0.12) and len(made.roles) % 2 == 0
    corner = "" if noise.corner else noise.random.choice((task, task, name))
    head = [*lefts, corner, *made.roles, *rights]
    if sites:
        made.noise.append("sites")
        half = len(made.roles) // 2
        renamed = {
            role: f"{'Nord' if at < half else 'Ost'} / {made.roles[at % half]}"
            for at, role in enumerate(made.roles)
        }
        made.letters = {(t, renamed[r]): said for (t, r), said in made.letters.items()}
        first = len(lefts) + 1
        grid.rows.append([""] * first + ["Nord"] * half + ["Ost"] * half)
        grid.spans += [(0, first, 0, first + half - 1), (0, first + half, 0, first + 2 * half - 1)]
        if half == 3:
            made.noise.append("countries")
            top = [""] * first + ["Inland"] * half + ["Ausland"] * half
            grid.rows.insert(0, top)
            last = first + 2 * half - 1
            grid.spans = [(a + 1, b, c + 1, d) for a, b, c, d in grid.spans]
            grid.spans += [(0, first, 0, first + half - 1), (0, first + half, 0, last)]
        head = [*lefts, corner, *made.roles[:half], *made.roles[:half], *rights]
        made.roles = list(renamed.values())
    grid.rows.append(head)
    if persons:
        grid.rows.append([*[""] * len(lefts), name, *persons])
    grouped = noise.maybe(0.15) and len(made.tasks) > 5
    for at, row in enumerate(made.tasks):
        if grouped and at in {0, len(made.tasks) // 2}:
            grid.rows.append([*[""] * len(lefts), f"{phase} {1 + (at > 0)}:"])
        said = [noise.said(made.letters[row, role]) for role in made.roles]
        more = {status: noise.random.choice(("open", "done")), remark: "see plan"}
        grid.rows.append(
            [*[str(at + 1) for _ in lefts], row, *said, *(more[one] for one in rights)]
        )
    if noise.odd:
        place = noise.random.randrange(len(made.roles))
        grid.rows[-1][len(lefts) + 1 + place] = "?"
        made.letters[made.tasks[-1], made.roles[place]] = ""
    return grid


def _rows(made: Made, noise: _Noise) -> _Grid:
    grid = _Grid()
    grid.rows.append(["" if noise.corner else noise.heads[1], *made.tasks])
    for role in made.roles:
        grid.rows.append([role, *(noise.said(made.letters[task, role]) for task in made.tasks)])
    return grid


def _named(made: Made, noise: _Noise) -> _Grid:
    grid = _Grid()
    words = _WORDS[made.language]
    heads = noise.random.choice(([f"{words[c]} ({c})" for c in "RACI"], list("RACI")))
    grid.rows.append([noise.heads[0], *heads])
    joiner = noise.random.choice((", ", "; ", "\n")) if noise.noisy else ", "
    for task in made.tasks:
        cells = [
            joiner.join(r for r in made.roles if char in made.letters[task, r]) for char in "RACI"
        ]
        grid.rows.append([task, *(cell or "–" for cell in cells)])
    return grid


def _tasked(made: Made, noise: _Noise) -> _Grid:
    grid = _Grid()
    grid.rows.append([noise.heads[1], *"RACI"])
    for role in made.roles:
        cells = [
            ", ".join(t for t in made.tasks if char in made.letters[t, role]) for char in "RACI"
        ]
        grid.rows.append([role, *cells])
    return grid


def _records(made: Made, noise: _Noise) -> _Grid:
    grid = _Grid()
    grid.rows.append([noise.heads[0], noise.heads[1], "RACI"])
    noise.filler = ""
    for (task, role), said in made.letters.items():
        if said:
            grid.rows.append([task, role, noise.said(said)])
    return grid


def _ticked(made: Made, noise: _Noise) -> _Grid:
    grid = _Grid()
    yes, no = noise.random.choice((("x", ""), ("TRUE", "FALSE"), ("✓", "-")))
    grid.rows.append([noise.heads[1], noise.heads[0], *"RACI"])
    for (task, role), said in made.letters.items():
        if said:
            grid.rows.append([role, task, *(yes if char in said else no for char in "RACI")])
    return grid


def _paired(made: Made, noise: _Noise) -> _Grid:
    grid = _Grid()
    top, below = [noise.heads[0]], [""]
    for role in made.roles:
        left = len(top)
        top += [role, "", "", ""]
        below += "RACI"
        grid.spans.append((0, left, 0, left + 3))
    grid.rows += [top, below]
    for task in made.tasks:
        cells = [
            "x" if c in made.letters[task, role] else "" for role in made.roles for c in "RACI"
        ]
        grid.rows.append([task, *cells])
    return grid


def _titled(made: Made, noise: _Noise) -> bytes:
    parts = ["# RACI\n"]
    for task in made.tasks:
        parts.append(f"\n## {task}\n\n| {noise.heads[1]} | RACI |\n|---|---|\n")
        parts += [
            f"| {role} | {'/'.join(made.letters[task, role])} |\n"
            for role in made.roles
            if made.letters[task, role]
        ]
    return "".join(parts).encode()


def _listed(made: Made, random: Random) -> bytes:
    lines = ["# Plan\n\n"]
    first = random.random() < 0.5
    for task in made.tasks:
        given = [(role, "/".join(made.letters[task, role])) for role in made.roles]
        items = [f"{role} ({said})" if first else f"{said}: {role}" for role, said in given if said]
        lines.append(f"- {task}: {'; '.join(items) if not first else ', '.join(items)}\n")
    return "".join(lines).encode()


def _written(grid: _Grid, form: str, random: Random) -> tuple[bytes, str]:
    width = max(map(len, grid.rows))
    rows = [row + [""] * (width - len(row)) for row in grid.rows]
    if form == "md":
        return _markdown(grid, rows).encode(), "plan.md"
    if form == "html":
        return _page(grid, rows).encode(), "plan.html"
    rows += [[], *([line] for line in grid.below)] if grid.below else []
    if form == "csv":
        mark = random.choice(",;")
        text = "\n".join(mark.join(_quoted(cell, mark) for cell in row) for row in rows)
        return text.encode(), "plan.csv"
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(at, column, text)
        for top, left, bottom, right in grid.spans:
            sheet.merge_range(top, left, bottom, right, rows[top][left])
    return stream.getvalue(), "plan.xlsx"


def _quoted(cell: str, mark: str) -> str:
    return f'"{cell}"' if mark in cell or "\n" in cell else cell


def _markdown(grid: _Grid, rows: list[list[str]]) -> str:
    rows = [[cell.replace("\n", "<br>") for cell in row] for row in rows]
    table = ["| " + " | ".join(row) + " |" for row in rows]
    table.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(["# Plan", "", *grid.above, "", *table, "", *grid.below, ""])


def _page(grid: _Grid, rows: list[list[str]]) -> str:
    import html

    covered = {
        (row, column): (row, column) == (top, left) and right - left + 1
        for top, left, bottom, right in grid.spans
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    lines = []
    for at, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            wide = covered.get((at, column), 1)
            if wide:
                said = html.escape(text).replace("\n", "<br>")
                cells.append(f'<td colspan="{int(wide)}">{said}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    above = "".join(f"<p>{html.escape(line)}</p>" for line in grid.above)
    below = "".join(f"<p>{html.escape(line)}</p>" for line in grid.below)
    return f"<html><body>{above}<table>{''.join(lines)}</table>{below}</body></html>"


def as_records(made: Made) -> bytes:
    """Return the matrix as records of JSON."""
    rows = [
        {"name": task, "raci": {role: made.letters[task, role] for role in made.roles}}
        for task in made.tasks
    ]
    return json.dumps({"rows": rows}).encode()
