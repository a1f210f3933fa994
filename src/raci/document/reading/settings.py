"""Reading the scheme, the settings of the check, and the files that these extend."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from raci.document import fields
from raci.document import problems as wordings
from raci.document.reading.values import Values
from raci.frozen import field, frozen
from raci.model.error import RaciError
from raci.model.organisation import CheckSettings, RuleSettings
from raci.model.scheme import SCHEMES, Letter, Part, PerRow, Scheme
from raci.model.text import Text
from raci.toml_edit.path import dotted
from raci.toml_edit.values import BoundsError, ReadError, loads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raci.model.organisation import Path
    from raci.model.rule import Limit, RuleInfo, RuleNames

#: Reads the text of a file that another one extends; raises OSError, ValueError or RaciError.
Load = Callable[[str], str]


@frozen
class Extended:
    """What the files that a file extends bring along.

    Attributes:
        checks: Their ``[check]`` tables, the farthest first.
        scheme: Their ``[scheme]``, the nearer above the farther; empty for none.
        fault: Why the chain ends early, if it does.
        files: Their paths, the nearest first; that of a faulty one, too.
    """

    checks: tuple[Mapping[str, Any], ...] = ()
    scheme: Mapping[str, Any] = field(default_factory=dict)
    fault: Text | None = None
    files: tuple[str, ...] = ()


class Origin:
    """Where a document comes from, and what it is read with; edits keep it.

    Attributes:
        rules: The rules that a file may speak of.
        path: Where it stands; None for a text without a file.
        load: Returns the text of a file that this one extends.
    """

    def __init__(self, rules: RuleNames, path: str | None, load: Load) -> None:
        """Keep what ``Document.parse`` was given."""
        self.rules = rules
        self.path = path
        self.load = load

    def extended(self, data: Mapping[str, Any]) -> Extended:
        """Read the files that ``data`` extends."""
        return extended(data, self.path, self.load)


def extended(data: Mapping[str, Any], path: str | None, load: Load) -> Extended:
    """Read the files that ``data`` extends, one after the other."""
    seen = {os.path.realpath(path)} if path else set()
    folder = os.path.dirname(path) if path else ""  # noqa: PTH120 - pathlib costs start-up
    checks: list[Mapping[str, Any]] = []
    scheme: dict[str, Any] = {}
    files: list[str] = []
    wanted = _extends(data)
    while wanted:
        place = os.path.join(folder, wanted)  # noqa: PTH118 - the same
        files.append(place)
        fault, data = _loaded(place, wanted, seen, load)
        if fault:
            return Extended(tuple(checks), scheme, fault, tuple(files))
        scheme = {**_table(data, "scheme"), **scheme}
        checks.insert(0, _table(data, "check"))
        folder = os.path.dirname(place)  # noqa: PTH120 - the same
        wanted = _extends(data)
    return Extended(tuple(checks), scheme, files=tuple(files))


def _loaded(
    place: str, name: str, seen: set[str], load: Load
) -> tuple[Text | None, Mapping[str, Any]]:
    try:
        real = os.path.realpath(place)
        if real in seen:
            return Text("{file} extends itself, directly or not", {"file": name}), {}
        seen.add(real)
        return None, loads(load(place))
    except (RaciError, OSError, ValueError) as error:
        return _unread(name, error), {}


def _unread(name: str, error: RaciError | OSError | ValueError) -> Text:
    """Return why a file that is extended could not be read."""
    from raci.document.syntax import sentence  # not above: hardly any file is broken

    match error:
        case RaciError():
            return error.text
        case OSError():
            reason = error.strerror or type(error).__name__
            return Text("{file} cannot be read: {reason}", {"file": name, "reason": reason})
        case BoundsError():
            return _at(name, sentence(error))
        case ReadError():
            values = {"path": name, "line": error.line, "reason": sentence(error)}
            return Text("{path}, line {line}: {reason}", values)
    # A null character, or half of a surrogate pair.
    return Text("{path}: no file can have this name", {"path": name})


def _table(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _extends(data: Mapping[str, Any]) -> str:
    value = _table(data, "check").get("extend")
    return value if isinstance(value, str) else ""


class Settings(Values):
    """Reads ``[scheme]`` and ``[check]``."""

    def scheme(self, data: Mapping[str, Any], below: Mapping[str, Any]) -> Scheme:
        """Return the file's scheme: its own, the one it names, one it extends, RACI."""
        named = _table(data, "organisation").get("scheme")
        if "scheme" in data:
            if named is not None:
                path = ("organisation", "scheme")
                text = Text(
                    "{key}: the scheme is named here and defined in [scheme]; one is enough",
                    {"key": dotted(path)},
                )
                self.problems.invalid(path, text)
            own = data["scheme"]
            if not self.is_table(own, ("scheme",)):
                return SCHEMES["RACI"]
            return self.own_scheme({**below, **own})
        if isinstance(named, str) and named in SCHEMES:
            return SCHEMES[named]
        if below and named is None:
            return Settings(self.known).own_scheme(below)
        return SCHEMES["RACI"]

    def own_scheme(self, found: Mapping[str, Any]) -> Scheme:
        """Read a table of letters."""
        read = self.table(found, fields.SCHEME, ("scheme",))
        path = ("scheme", "letters")
        table = found.get("letters")
        if not isinstance(table, dict):
            if table is not None:
                self.is_table(table, path)
            return Scheme(read.get("name", ""), SCHEMES["RACI"].letters, own=True)
        letters: dict[str, Letter] = {}
        for char, value in table.items():
            letter = self._letter(char, value, (*path, char))
            if letter:
                letters[char] = letter
        self._wants_part(letters, Part.ACCOUNTABLE, path)
        self._wants_part(letters, Part.RESPONSIBLE, path)
        # Without a sound letter each cell of the file would be at fault for what is one fault.
        return Scheme(read.get("name", ""), letters or SCHEMES["RACI"].letters, own=True)

    def _letter(self, char: str, value: object, path: Path) -> Letter | None:
        if len(char) != 1 or not char.isupper():
            text = Text("{key}: a letter is one upper-case character", {"key": dotted(path)})
            self.problems.invalid(path, text)
            return None
        if not isinstance(value, dict):
            self.is_table(value, path)
            return None
        read = self.table(value, fields.SCHEME_LETTER, path)
        if "part" not in read:
            return None
        return Letter(char, read["part"], read.get("label", char), read.get("per_row", PerRow.ANY))

    def _wants_part(self, letters: Mapping[str, Letter], part: Part, path: Path) -> None:
        if any(letter.part is part for letter in letters.values()):
            return
        values = {"key": dotted(path), "part": part.value}
        self.problems.invalid(path, Text("{key}: no letter has the part “{part}”", values))

    def check(self, found: object, below: Extended) -> CheckSettings:
        """Read the settings of the check, on top of those of the files below."""
        path = ("check",)
        if below.fault:
            self.problems.invalid((*path, "extend"), _at(dotted((*path, "extend")), below.fault))
        own = found if isinstance(found, dict) else {}
        if found is not None:
            self.is_table(found, path)
        silent = Settings(self.known)
        layers = [silent._check_layer(layer, path) for layer in below.checks]
        return _stacked([*layers, self._check_layer(own, path)])

    def _check_layer(self, found: Mapping[str, Any], path: Path) -> CheckSettings:
        read = self.table(found, fields.CHECK, path)
        read.pop("extend", None)
        rules: dict[str, RuleSettings] = {}
        table = found.get("rules", {})
        if self.is_table(table, (*path, "rules")):
            for word, value in table.items():
                self._rule(word, value, (*path, "rules", word), rules)
        return CheckSettings(**read, rules=rules)

    def _rule(self, word: str, value: object, path: Path, rules: dict[str, RuleSettings]) -> None:
        info = self.known.rules.find(word)
        if info is None:
            self.problems.unknown_rule(path, word, self.rule_words())
            return
        if not isinstance(value, dict):
            self.is_table(value, path)
            return
        limits = {limit.name: limit for limit in info.limits}
        own = {key: item for key, item in value.items() if key not in limits}
        severity = self.table(own, _rule_fields(info), path).get("severity")
        sound = {
            key: item
            for key, item in value.items()
            if key in limits and self._fits(limits[key], item, (*path, key))
        }
        rules[info.code] = _merged(rules.get(info.code), RuleSettings(severity, sound))

    def _fits(self, limit: Limit, value: object, path: Path) -> bool:
        if limit.choices:
            words = {word: word for word in limit.choices}
            kept = self.choices(
                fields.Field(limit.name, fields.Shape.CHOICES, "", choices=words), value, path
            )
            return isinstance(value, list) and kept is not None and len(kept) == len(value)
        wanted = _wanted(limit, value)
        if wanted is not None:
            self.problems.wrong_type(path, wanted, value)
            return False
        if isinstance(limit.default, bool):
            return True
        assert isinstance(value, int | float)  # noqa: S101 - as wanted
        if limit.lowest <= value and (limit.highest is None or value <= limit.highest):
            return True
        self.problems.invalid(path, _out_of_range(limit, value, path))
        return False


def _rule_fields(info: RuleInfo) -> fields.Fields:
    """Return the severity, and the limits so that a misspelt one finds its nearest."""
    known = fields.Fields(severity=fields.SEVERITY)
    for limit in info.limits:
        known[limit.name] = fields.Field(limit.name, fields.Shape.TABLE, "")
    return known


def _wanted(limit: Limit, value: object) -> Text | None:
    """Return what the limit takes where ``value`` is something else."""
    if isinstance(limit.default, bool):
        return None if isinstance(value, bool) else wordings.A_FLAG
    if isinstance(limit.default, int):
        sound = isinstance(value, int) and not isinstance(value, bool)
        return None if sound else wordings.A_WHOLE_NUMBER
    sound = isinstance(value, int | float) and not isinstance(value, bool)
    return None if sound else wordings.A_NUMBER


def _out_of_range(limit: Limit, value: float, path: Path) -> Text:
    values = {"key": dotted(path), "value": value, "lowest": f"{limit.lowest:g}"}
    if limit.highest is None:
        return Text("{key}: {value} is less than {lowest}", values)
    values["highest"] = f"{limit.highest:g}"
    return Text("{key}: {value} is not between {lowest} and {highest}", values)


def _at(key: str, reason: Text) -> Text:
    return Text("{key}: {reason}", {"key": key, "reason": reason})


def _merged(below: RuleSettings | None, above: RuleSettings) -> RuleSettings:
    if below is None:
        return above
    return RuleSettings(above.severity or below.severity, {**below.limits, **above.limits})


def _stacked(layers: list[CheckSettings]) -> CheckSettings:
    """Lay settings over each other, the lowest first: lists add up, rules merge key by key."""
    selects = [layer.select for layer in layers if layer.select is not None]
    rules: dict[str, RuleSettings] = {}
    for layer in layers:
        for code, settings in layer.rules.items():
            rules[code] = _merged(rules.get(code), settings)
    return CheckSettings(
        select=tuple(word for words in selects for word in words) if selects else None,
        extend_select=tuple(word for layer in layers for word in layer.extend_select),
        ignore=tuple(word for layer in layers for word in layer.ignore),
        exclude=layers[-1].exclude,  # from the file's own folder, so that none is inherited
        rules=rules,
    )


def no_scheme_yet(rules: RuleNames) -> Settings:
    """Return a reader of settings, for which neither letters nor ids need be known."""
    from raci.document.reading.values import Known

    return Settings(Known(rules, SCHEMES["RACI"], {}))
