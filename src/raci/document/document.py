"""One file's text and meaning, as an immutable snapshot."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from raci.document import problems as wordings
from raci.document.fields import FORMAT
from raci.document.reading.parts import Meaning, read
from raci.document.reading.settings import Load, Origin
from raci.model.error import EditError, FileError
from raci.model.finding import Place
from raci.model.organisation import Organisation
from raci.model.text import Text
from raci.toml_edit.outline import Outline, Places
from raci.toml_edit.scan import BOM
from raci.toml_edit.values import BoundsError, ChangeError, ReadError, loads, same_file

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from raci.model.edit import Edit, Touched
    from raci.model.finding import Finding
    from raci.model.organisation import Path
    from raci.model.rule import RuleNames
    from raci.toml_edit.draft import Draft
    from raci.toml_edit.patch import Patch


def _load(path: str) -> str:
    from raci.storage.file import NotUtf8Error
    from raci.storage.file import read as read_file

    try:
        # Plain files alone: a pipe or device that a file names would never come to an end.
        return read_file(path, plain=True).text
    except NotUtf8Error as error:
        values = {"path": path, "line": error.place.line, "reason": error.text}
        raise FileError(Text("{path}, line {line}: {reason}", values)) from None


class Document:
    """A file as it stands: what it says, what that means, and where.

    Nothing about it ever changes; an edit makes another one that shares what was not touched.

    Attributes:
        outline: The text in segments, and where in it things stand.
        data: What the parser reads from it.
        meaning: The organisation and the faults; None where the text cannot be read.
        origin: Where it comes from.
    """

    def __init__(  # noqa: PLR0913 - parse() and edits know all of it, nobody else calls this
        self,
        outline: Outline,
        data: Mapping[str, Any],
        meaning: Meaning | None,
        origin: Origin,
        *,
        unreadable: Finding | None = None,
        fault_at: Place | None = None,
    ) -> None:
        """Keep the parts; use ``parse``."""
        self.outline = outline
        self.data = data
        self.meaning = meaning
        self.origin = origin
        self._unreadable = unreadable
        self._fault_at = fault_at

    @cached_property
    def text(self) -> str:
        """All characters of the file; joined when first asked for, as edits are many."""
        return "".join(self.outline.texts)

    @classmethod
    def parse(
        cls,
        text: str,
        rules: RuleNames,
        *,
        path: str | os.PathLike[str] | None = None,
        load: Load = _load,
    ) -> Document:
        """Read a text; what is wrong with it becomes problems, never an exception.

        Args:
            text: All characters of the file.
            rules: The rules that a file may speak of.
            path: Where the text comes from; ``extend`` is relative to its folder.
            load: Returns the text of a file that this one extends; raises OSError, ValueError
                or RaciError where it cannot.
        """
        origin = Origin(rules, None if path is None else str(path), load)
        try:
            data = loads(text)
            outline = Outline.of(text)
        except (ReadError, BoundsError) as error:
            return cls._broken(text, origin, error)
        except RecursionError:
            return cls._broken(text, origin, BoundsError(deep=True))
        version = data.get("format")
        if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
            fault = wordings.newer_format(version, FORMAT)
            return cls(outline, data, None, origin, unreadable=fault)
        below = origin.extended(data)
        return cls(outline, data, read(data, rules, below), origin)

    @classmethod
    def _broken(cls, text: str, origin: Origin, error: ReadError | BoundsError) -> Document:
        from raci.document.syntax import explained  # not above: hardly any file is broken

        message, place = explained(error, text.removeprefix(BOM))
        fault = wordings.invalid_toml(message)
        outline = Outline([()], [text])
        return cls(outline, {}, None, origin, unreadable=fault, fault_at=place)

    @property
    def readable(self) -> bool:
        """Whether the text could be read."""
        return self.meaning is not None

    @property
    def organisation(self) -> Organisation:
        """What the text means; empty where it cannot be read."""
        return self.meaning.organisation if self.meaning else Organisation()

    @cached_property
    def problems(self) -> tuple[Finding, ...]:
        """All faults of the file, 801 to 806."""
        if self.meaning is None:
            return () if self._unreadable is None else (self._unreadable,)
        return self.meaning.problems

    @property
    def faulty_rows(self) -> frozenset[str | None]:
        """Ids of channels (None: the portfolio) with a faulty cell."""
        return self.meaning.faulty_rows if self.meaning else frozenset()

    @property
    def sources(self) -> tuple[str, ...]:
        """The paths of all files it was read from: its own, where it has one, and extended ones."""
        own = () if self.origin.path is None else (self.origin.path,)
        return (*own, *self.extended)

    @property
    def extended(self) -> tuple[str, ...]:
        """The paths of the files that it extends, the nearest first."""
        return self.meaning.extended.files if self.meaning else ()

    def locate(self, path: Path) -> Place:
        """Return where ``path`` stands: key and value, or the nearest table's header."""
        return self._fault_at or Place(*self._places.of(path))

    def place_of(self, finding: Finding) -> Place:
        """Return where a finding is shown: as ``locate``, but of unknown keys the key alone."""
        key_only = finding.code == wordings.UNKNOWN_KEY[0]
        return self._fault_at or Place(*self._places.of(finding.place, key_only=key_only))

    def apply(self, edit: Edit) -> Applied:
        """Do an edit; this document stays as it is.

        Raises:
            EditError: The edit does not fit the file: an unknown id, an id in use, a letter that
                is not in the scheme, a file that cannot be read.
        """
        # Not above: a check reads and never edits, and all of this takes a tenth of its start.
        from raci.document.edits import apply, dangling
        from raci.document.reading.parts import after
        from raci.model.edit import ReplaceText
        from raci.toml_edit.patch import changes, difference

        if isinstance(edit, ReplaceText):
            return self._replaced(edit.text)
        if self.meaning is None:
            raise EditError(Text("a file that cannot be read cannot be edited"))
        draft = self.draft()
        try:
            apply(edit, draft, self.meaning.organisation.scheme)
        except ChangeError as error:
            from raci.document.syntax import refusal

            raise refusal(error) from error
        draft.finish()
        if draft.moved:
            patch = difference(self.text, "".join(draft.outline.texts))
        else:
            patch = changes(self.outline, draft.outline, sorted(draft.changed))
        meaning, touched = after(
            self.meaning, self.data, draft, self.origin, dangling=dangling(edit)
        )
        document = Document(draft.outline, draft.data, meaning, self.origin)
        return Applied(document, patch, touched)

    def draft(self) -> Draft:
        """Return a working copy of text and data; this document stays as it is."""
        from raci.document import convention
        from raci.toml_edit.draft import Draft

        return Draft(self.outline, self.data, convention)

    def _replaced(self, text: str) -> Applied:
        from raci.model.edit import Touched
        from raci.toml_edit.patch import difference

        origin = self.origin
        document = Document.parse(text, origin.rules, path=origin.path, load=origin.load)
        return Applied(document, difference(self.text, text), Touched(whole=True))

    def verify(self) -> None:
        """Parse the text again and compare it with what this document holds.

        Raises:
            EditError: They differ, or the text is no TOML any more; it must not be saved.
        """
        try:
            found = loads(self.text)
        except (ReadError, BoundsError) as error:
            values = {"reason": str(error)}
            raise EditError(Text("the edited text is no valid TOML: {reason}", values)) from error
        if not same_file(self.data, found):
            raise EditError(Text("the edited text does not say what was meant; nothing was saved"))

    @cached_property
    def _places(self) -> Places:
        return Places(self.outline)


class Applied(NamedTuple):
    """What an edit made of a document.

    Attributes:
        document: The document after the edit.
        patch: The smallest change of the text.
        touched: What must be looked at again.
    """

    document: Document
    patch: Patch
    touched: Touched


def compose(values: Mapping[str, Any]) -> str:
    """Return a new file's text, as if written by hand: one line an assignment.

    Args:
        values: The file's values as TOML has them; order is kept.

    Raises:
        EditError: TOML cannot hold one of the values.
    """
    from raci.document import convention
    from raci.document.syntax import refusal
    from raci.toml_edit import render

    try:
        return render.compose(values, convention)
    except ChangeError as error:
        raise refusal(error) from error
