"""Classes of named fields that never change: as ``dataclasses`` makes them, but quickly defined.

``dataclasses`` writes, compiles and runs the source of six methods for each class, and loads
``inspect`` for it: for the hundred classes of a small check that took half of our own time. Here
methods are shared, and the one that must be fast for ten thousand channels, ``__init__``, is
compiled when the first value of its class is made.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")


class _Field:
    """What is special about a field; stands where a default would."""

    __slots__ = ("compare", "default_factory")

    def __init__(self, default_factory: Callable[[], object], *, compare: bool) -> None:
        self.default_factory = default_factory
        self.compare = compare


def field(*, default_factory: Callable[[], object], compare: bool = True) -> Any:  # noqa: ANN401 - it stands for a value of the field's type
    """Return a field whose default is made anew for each value.

    Args:
        default_factory: Makes it.
        compare: Whether the field counts for equality and is shown; a memory of answers is not.
    """
    return _Field(default_factory, compare=compare)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Return ``cls`` with its annotated names as fields.

    Values are made by position or by name, compared, hashed, matched, pickled and changed into
    others (``replace``); they have no other attributes. A frozen class that inherits from another
    one has that one's fields first.
    """
    own = {
        name: kind
        for name, kind in cls.__annotations__.items()
        if not str(kind).startswith("ClassVar")
    }
    body = {
        name: thing
        for name, thing in cls.__dict__.items()
        if name not in own and name not in {"__dict__", "__weakref__"}
    }
    defaults = {
        **getattr(cls, "__frozen_defaults__", {}),
        **{name: cls.__dict__[name] for name in own if name in cls.__dict__},
    }
    inherited = getattr(cls, "__match_args__", ())
    names = (*inherited, *(name for name in own if name not in inherited))
    body |= {
        "__slots__": tuple(name for name in own if name not in inherited),
        "__qualname__": cls.__qualname__,
        "__match_args__": names,
        "__frozen_defaults__": defaults,
    }
    body |= _methods(names, defaults)
    metaclass: Any = type(cls)
    made = metaclass(cls.__name__, cls.__bases__, body)
    made.__init__ = _first_init(made)
    return cast("type[T]", made)


def replace(value: T, /, **changes: Any) -> T:  # noqa: ANN401 - each field has its type
    """Return a value with some fields changed.

    Raises:
        TypeError: There is no such field.
    """
    now = {name: getattr(value, name) for name in names_of(value)}
    return type(value)(**now | changes)


def as_dict(value: object) -> dict[str, Any]:
    """Return the fields by name, values in them as dicts in turn."""
    return {name: _plain(getattr(value, name)) for name in names_of(value)}


def names_of(value: object) -> tuple[str, ...]:
    """Return the names of the fields, in order."""
    return cast("tuple[str, ...]", cast("Any", type(value)).__match_args__)


def _plain(value: object) -> object:
    if hasattr(type(value), "__frozen_defaults__"):
        return as_dict(value)
    if isinstance(value, (list, tuple)):
        return type(value)(map(_plain, value))
    return value


def _methods(names: tuple[str, ...], defaults: Mapping[str, object]) -> dict[str, Any]:
    """Return the methods of a frozen class but ``__init__``."""
    compared = [name for name in names if getattr(defaults.get(name), "compare", True)]
    key = attrgetter(*compared) if compared else type

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        if other.__class__ is self.__class__:
            return bool(key(self) == key(other))
        return NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(key(self))

    def __repr__(self: object) -> str:  # noqa: N807
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in compared)
        return f"{type(self).__qualname__}({told})"

    def __reduce__(self: object) -> tuple[object, ...]:  # noqa: N807
        return type(self), tuple(getattr(self, name) for name in names)

    def __setattr__(self: object, name: str, _value: object) -> None:  # noqa: N807
        msg = f"a {type(self).__name__} never changes, nor does its {name}"
        raise AttributeError(msg)

    def __delattr__(self: object, name: str) -> None:  # noqa: N807
        self.__setattr__(name, None)

    return {
        method.__name__: method
        for method in (__eq__, __hash__, __repr__, __reduce__, __setattr__, __delattr__)
    }


def _first_init(cls: Any) -> Callable[..., None]:  # noqa: ANN401 - any frozen class
    """Return an ``__init__`` that puts a compiled one in its place and does what that does."""

    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807
        init = _compiled(cls)
        cls.__init__ = init
        init(self, *values, **named)

    return __init__


_MADE = object()


def _compiled(cls: Any) -> Callable[..., None]:  # noqa: ANN401 - any frozen class
    """Return an ``__init__`` with the fields of a class as its arguments."""
    names: tuple[str, ...] = cls.__match_args__
    known: dict[str, Any] = {"_MADE": _MADE}
    arguments, lines = ["self"], []
    for name in names:
        known[f"_set_{name}"] = getattr(cls, name).__set__
        argument = value = name
        if name in cls.__frozen_defaults__:
            argument = f"{name}=_default_{name}"
            default = known[f"_default_{name}"] = cls.__frozen_defaults__[name]
            if isinstance(default, _Field):
                known[f"_default_{name}"] = _MADE
                known[f"_make_{name}"] = default.default_factory
                value = f"_make_{name}() if {name} is _MADE else {name}"
        arguments.append(argument)
        lines.append(f" _set_{name}(self, {value})")
    source = "\n".join((f"def __init__({', '.join(arguments)}):", *(lines or [" pass"])))
    exec(source, known)  # noqa: S102 - made of names of fields alone
    init: Callable[..., None] = known["__init__"]
    return init
