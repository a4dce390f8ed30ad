"""Frozen values for what every command loads: made from their annotations as `dataclass` makes them, but nothing is
compiled for it, which for a handful of classes takes as long as half of a build that finds nothing to do.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar, dataclass_transform

Some = TypeVar("Some", bound="Value")
_put = object.__setattr__


@dataclass_transform(frozen_default=True)
class _Fields(type):
    """Turns a class's annotations into slots, and what stands beside them into defaults."""

    def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any], **_: bool) -> _Fields:
        names = tuple(space.get("__annotations__", ())) if bases else ()
        space["defaults"] = {each: space.pop(each) for each in names if each in space}
        space["__slots__"] = space["__match_args__"] = names
        return super().__new__(cls, name, bases, space)


class Value(metaclass=_Fields):
    """A value whose fields are its class's annotations; equal to another of its class with equal fields.

    `kw_only=True` beside the base has the type checker hold that fields are named.
    """

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]
    defaults: ClassVar[dict[str, Any]]

    def __init__(self, *given: Any, **named: Any) -> None:
        names = self.__match_args__
        if given:
            named = {**dict(zip(names, given, strict=False)), **named}
        if len(named) < len(names):
            named = {**self.defaults, **named}
        try:
            if len(named) != len(names) or len(given) > len(names):
                raise KeyError
            for name in names:
                _put(self, name, named[name])
        except KeyError:
            raise TypeError(f"{type(self).__name__} has the fields {', '.join(names)}") from None

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return (
            fields(self) == fields(other) if isinstance(other, Value) and type(self) is type(other) else NotImplemented
        )

    def __hash__(self) -> int:
        return hash(tuple(fields(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in fields(self).items())})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(fields(self).values())  # crosses processes


def fields(value: Value) -> dict[str, Any]:
    """The fields of a value by name, in their order."""
    return {name: getattr(value, name) for name in value.__match_args__}


def replace(value: Some, **changes: Any) -> Some:
    """The value with other fields."""
    return type(value)(**{**fields(value), **changes})
