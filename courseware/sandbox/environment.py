"""Jinja's sandbox on plain data, held to a budget: loops, calls, operators, filters and the text that comes out."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from itertools import pairwise
from types import CodeType
from typing import Any, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from markupsafe import Markup, escape

from courseware.sandbox import measures
from courseware.sandbox.budget import Budget, Spent
from courseware.sandbox.filters import LEFT_OUT, comparable, guarded, guarded_test, summed

Filter = Callable[..., Any]

PRINTED = frozenset({str, int, float, bool, type(None)})
A_CALL = 8
"""Steps that a call takes."""
A_TEMPLATE = 200
"""Steps that reading a template takes."""
TOO_DEEP = "it is nested too deeply, or too large"
_STEP = "step"  # the mark of a loop's round in the tree that Jinja compiles

_FILTERS: dict[str, Filter] = {name: guarded(name, each) for name, each in FILTERS.items() if name not in LEFT_OUT}
_FILTERS["sum"] = summed
_TESTS: dict[str, Any] = {name: guarded_test(name, cast(Filter, each)) for name, each in TESTS.items()}


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one rendering; `budget` is what is left of it. What a template does beyond raises `Spent` at its line."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, filters: dict[str, Filter], **how: Any) -> None:
        self.budget = budget = Budget()
        self.step = budget.step
        super().__init__(undefined=StrictUndefined, cache_size=0, **how)
        self.code_generator_class = _Generator
        self.filters = {**_FILTERS, **filters}
        self.tests = _TESTS
        del self.globals["lipsum"]

    # -- what templates do -----------------------------------------------------------------------------------------------

    def escaped(self, value: Any) -> str:
        """`value` as a part of a text that is markup."""
        kind = value.__class__
        if kind is Markup:
            return value  # type: ignore[no-any-return]
        return escape(value if kind in PRINTED else self._weighed(value))

    def plain(self, value: Any) -> str:
        """`value` as a part of a text that is none."""
        return str(value if value.__class__ in PRINTED else self._weighed(value))

    def _weighed(self, value: Any) -> Any:
        if not isinstance(value, (str, Undefined)):
            self.budget.text(measures.weigh(value, self.budget))
        return value

    def concat(self, parts: Iterable[str]) -> str:
        """The text of all that a template, a macro or a block printed."""
        pieces = parts if isinstance(parts, list) else list(parts)
        self.budget.text(sum(map(len, pieces)))
        return "".join(pieces)

    def joined(self, join: Callable[[tuple[Any, ...]], str], parts: tuple[Any, ...]) -> str:
        """`a ~ b`."""
        measures.joined(parts, self.budget)
        return join(parts)

    def comparable(self, value: Any) -> Any:
        """`value`, which is about to be compared."""
        return comparable(value, self.budget)

    def compared(self, how: str, left: Any, right: Any) -> Any:
        """`left < right` and the like: only what holds values on both sides is looked through."""
        if left.__class__ not in PRINTED and right.__class__ not in PRINTED and left is not right:
            comparable(left, self.budget)
            comparable(right, self.budget)
        elif not isinstance(right, (int, float)):
            self.budget.work(len(right) // measures.A_STEP if isinstance(right, (str, list, tuple, dict)) else 1)
        return _COMPARE[how](left, right)

    def call_binop(self, context: Context, sign: str, left: Any, right: Any) -> Any:
        if sign == "+":
            measures.plus(left, right, self.budget)
            return left + right
        if sign == "*":
            measures.times(left, right, self.budget)
            return left * right
        if sign == "%":
            measures.percent(left, right, self.budget)
            return left % right
        measures.power(left, right)
        return left**right

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`: nearly always a key of plain data, for which Jinja first asks in vain for an attribute."""
        if obj.__class__ is dict and attribute in obj and attribute not in _METHODS:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **named: Any) -> Any:
        self.budget.work(A_CALL)
        if obj.__class__ is Macro:
            if obj.catch_varargs or obj.catch_kwargs:
                measures.weigh((args, named), self.budget)
        else:
            owner = getattr(obj, "__self__", None)
            if isinstance(owner, (str, bytes, int, float, list, tuple, dict, type)):
                measures.method(owner, getattr(obj, "__name__", ""), args, named, self.budget)
            elif args:
                measures.weigh(args, self.budget)
        return super().call(context, obj, *args, **named)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        made = super().wrap_str_format(value)
        if made is None:
            return None
        text: str = value.__self__

        def formatted(*args: Any, **named: Any) -> str:
            measures.braces(text, args, named, self.budget)
            return made(*args, **named)

        return formatted

    # -- what templates are ----------------------------------------------------------------------------------------------

    def get_template(self, *args: Any, **named: Any) -> Any:
        self.budget.work(A_TEMPLATE)
        return super().get_template(*args, **named)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
            for loop in tree.find_all(nodes.For):
                loop.body.insert(0, nodes.ExprStmt(nodes.EnvironmentAttribute(_STEP), lineno=loop.lineno))
        except (ValueError, RecursionError, MemoryError):  # a number of thousands of digits, a thousand brackets
            raise TemplateSyntaxError(TOO_DEEP, 1, name, filename) from None
        return tree

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        try:
            return super()._generate(source, name, filename, defer_init)
        except RecursionError:
            raise TemplateSyntaxError(TOO_DEEP, 1, name, filename) from None

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, ValueError, RecursionError, MemoryError):  # Python nests twenty loops and a hundred blocks
            raise TemplateSyntaxError(TOO_DEEP, 1, filename=filename) from None


class _Generator(CodeGenerator):
    """Jinja's compiler; a loop's round, `~`, comparisons and keys ask the sandbox."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        self.constant = _constant_signs(node.body)
        super().visit_For(node, frame)

    def visit_ExprStmt(self, node: nodes.ExprStmt, frame: Frame) -> None:
        if isinstance(node.node, nodes.EnvironmentAttribute) and node.node.name == _STEP:
            self.writeline(f"environment.step({self.constant})", node)
        else:
            super().visit_ExprStmt(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        how = "environment.escaped" if frame.eval_ctx.autoescape else "environment.plain"
        if frame.eval_ctx.volatile:
            how = "(environment.escaped if context.eval_ctx.autoescape else environment.plain)"
        self.write(f"{how}(")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        how = "markup_join" if frame.eval_ctx.autoescape else "str_join"
        if frame.eval_ctx.volatile:
            how = "(markup_join if context.eval_ctx.autoescape else str_join)"
        self.write(f"environment.joined({how}, (")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        sides = [node.expr, *(each.expr for each in node.ops)]
        if all(_is_constant(one) or _is_constant(other) for one, other in pairwise(sides)):
            super().visit_Compare(node, frame)
            return
        if len(node.ops) == 1:
            self.write(f"environment.compared({node.ops[0].op!r}, ")
            self.visit(node.expr, frame)
            self.write(", ")
            self.visit(node.ops[0].expr, frame)
            self.write(")")
            return
        self.write("(")
        self._asked("comparable", node.expr, frame)
        for each in node.ops:
            self.write(f" {_OPERATORS[each.op]} ")
            self._asked("comparable", each.expr, frame)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self.write("{")
        for pair in node.items:
            self._asked("comparable", pair.key, frame)
            self.write(": ")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write("}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if isinstance(node.arg, (nodes.Slice, nodes.Const)):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.getitem(")
        self.visit(node.node, frame)
        self.write(", ")
        self._asked("comparable", node.arg, frame)
        self.write(")")

    def _asked(self, question: str, node: nodes.Expr, frame: Frame) -> None:
        if not _is_constant(node):
            self.write(f"environment.{question}(")
        self.visit(node, frame)
        if not _is_constant(node):
            self.write(")")


_METHODS = frozenset(dir(dict))
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda one, many: one in many,
    "notin": lambda one, many: one not in many,
}
_OPERATORS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}


def _constant_signs(body: Iterable[nodes.Node]) -> int:
    """The signs that stand written out in a loop, those of loops inside it left out: they count by themselves."""
    signs, waiting = 0, list(body)
    while waiting:
        each = waiting.pop()
        if isinstance(each, nodes.TemplateData):
            signs += len(each.data)
        elif not isinstance(each, nodes.For):
            waiting += each.iter_child_nodes()
    return signs


def _is_constant(node: nodes.Expr) -> bool:
    """Whether a value stands written out: comparing anything with it is a matter of a moment."""
    if isinstance(node, (nodes.Tuple, nodes.List)):
        return all(isinstance(each, nodes.Const) for each in node.items)
    return isinstance(node, nodes.Const)


__all__ = ["Sandbox", "Spent"]
