"""What the sources of the engine consist of: modules, scopes, calls and assignments of their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Function = ast.FunctionDef


@dataclass(eq=False)
class Module:
    """A source file: its functions and constants, where imported names come from, and what reports progress."""

    path: Path
    tree: ast.Module
    functions: dict[str, Function] = field(default_factory=dict)
    constants: dict[str, ast.expr] = field(default_factory=dict)
    imported: dict[str, Module] = field(default_factory=dict)
    reporters: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Scope:
    """Where an expression stands: its module and the functions around it, the innermost last."""

    module: Module
    functions: tuple[Function, ...]


def last_name(node: ast.expr | None) -> str:
    """The last part of a name, of what is called too."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def formatted(node: ast.expr | None) -> bool:
    """Whether a text is made by ``format`` or ``%``, which is not followed."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return True
    return (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant)
    )


def exceptions(classes: list[ast.ClassDef]) -> set[str]:
    """Names of the exceptions among classes, whatever they derive from."""
    names = {"Exception", "ValueError"}
    while True:
        more = names | {node.name for node in classes if any(last_name(base) in names for base in node.bases)}
        if more == names:
            return names - {"Exception", "ValueError"}
        names = more


def calls(node: ast.AST, scope: Scope) -> Iterator[tuple[ast.Call, Scope]]:
    """All calls below a node, and where they stand."""
    if isinstance(node, Function):
        scope = Scope(scope.module, (*scope.functions, node))
    if isinstance(node, ast.Call):
        yield node, scope
    for child in ast.iter_child_nodes(node):
        yield from calls(child, scope)


def arguments(call: ast.Call, wanted: dict[str, int | None]) -> Iterator[ast.expr]:
    """The arguments at places or of names."""
    for name, position in wanted.items():
        if position is not None and position < len(call.args):
            yield call.args[position]
        yield from (keyword.value for keyword in call.keywords if keyword.arg == name)


def values_of(name: str, functions: tuple[Function, ...]) -> list[tuple[ast.expr, int | str | None]]:
    """The expressions that a local name stands for, with the index in the tuple they are; ``"+="`` adds to it."""
    found: list[tuple[ast.expr, int | str | None]] = []
    for node in (node for function in functions for node in ast.walk(function)):
        pairs: list[tuple[ast.expr, ast.expr]] = []
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
            pairs = [(node.target, node.value)]
        elif isinstance(node, ast.AugAssign) and last_name(node.target) == name:
            found.append((node.value, "+="))
        elif isinstance(node, ast.For):
            rows = node.iter.elts if isinstance(node.iter, (ast.Tuple, ast.List)) else [node.iter]
            pairs = [(node.target, row) for row in rows]
        for target, value in pairs:
            if isinstance(target, ast.Name) and target.id == name:
                found.append((value, None))
            elif isinstance(target, ast.Tuple):
                found += [(value, i) for i, part in enumerate(target.elts) if last_name(part) == name]
    return found
