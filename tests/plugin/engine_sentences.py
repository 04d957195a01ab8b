"""What the engine can say, read out of its sources.

Which sources are its own follows from its imports: the modules that ``models/engine/__main__.py`` reaches, imports
inside functions included, since computing code is imported when a request needs it. What only a command line imports
cannot reach the panel. In them are found the texts given to exceptions of the project, answers, verdicts, progress,
warnings about a scene and the log. Values of a sentence are written ``{}``.

A text is followed to where it comes from: through local names, parameters, constants and functions that return it.
One that a function gets or returns, and puts into a sentence, is a sentence of its own: that is how it is translated.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from .syntax import Function, Module, Scope, arguments, calls, exceptions, formatted, last_name, values_of

HOLE = "{}"
_START = "models/engine/__main__.py"
_LEVELS = {"info", "warning", "error"}


def skeleton(phrase: str) -> str:
    """A phrase of the plugin in the same notation: values have no names."""
    return re.sub(r"{\w+}", HOLE, phrase)


class Sentences:
    """The sentences of the engine.

    Attributes:
        found: places by sentence.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._modules: dict[Path, Module] = {}
        self._followed: list[tuple[str, Scope]] = []
        self._load(root / _START)
        classes = [n for m in self._modules.values() for n in ast.walk(m.tree) if isinstance(n, ast.ClassDef)]
        self._errors = exceptions(classes)
        self._calls: dict[str, list[tuple[ast.Call, Scope]]] = {}
        for module in self._modules.values():
            for call, scope in calls(module.tree, Scope(module, ())):
                self._calls.setdefault(last_name(call.func), []).append((call, scope))
        self.found: dict[str, set[str]] = {}
        for node in classes:
            if node.name in self._errors:
                self._defaults(node)
        for call, scope in [pair for pairs in self._calls.values() for pair in pairs]:
            for text in self._told(call, scope):
                where = f"{scope.module.path.relative_to(root).as_posix()}:{call.lineno}"
                for sentence in self._texts(text, scope):
                    self._keep(sentence, where)

    @property
    def modules(self) -> set[str]:
        """The sources that were read."""
        return {path.relative_to(self._root).as_posix() for path in self._modules}

    def _keep(self, sentence: str, where: str) -> None:
        # A template of the logging module counts as one of ours.
        sentence = re.sub(r"%[sd]", HOLE, sentence)
        if re.search(r"[^\W\d]", sentence.replace(HOLE, "")):
            self.found.setdefault(sentence, set()).add(where)

    def _told(self, call: ast.Call, scope: Scope) -> Iterator[ast.expr]:
        """The arguments of a call that people read."""
        name, owner = last_name(call.func), call.func.value if isinstance(call.func, ast.Attribute) else None
        if name in self._errors:
            yield from arguments(call, {"message": 0, "hint": 1})
        elif name == "error" and last_name(owner) == "protocol":
            yield from arguments(call, {"message": 2, "hint": 3})
        elif name == "Verdict":
            yield from arguments(call, {"title": 1, "reason": 2, "hint": 3})
        elif name == "replace":
            yield from arguments(call, {"reason": None, "hint": None})
        elif name in scope.module.reporters:
            yield from arguments(call, {"text": 1})
        elif name in _LEVELS and last_name(owner) == "_LOG":
            yield from call.args[:1]
        elif name == "append" and last_name(owner) == "warnings":
            yield from call.args
        yield from arguments(call, {"radiometry_why": None})

    def _defaults(self, node: ast.ClassDef) -> None:
        """Messages that an exception has when nothing else is said."""
        for function in node.body:
            if isinstance(function, Function) and function.name == "__init__":
                arguments = function.args.args
                for argument, default in zip(reversed(arguments), reversed(function.args.defaults)):
                    if argument.arg in {"message", "hint"} and isinstance(default, ast.Constant):
                        self._keep(str(default.value or ""), node.name)

    # Sources

    def _load(self, path: Path) -> Module:
        if path in self._modules:
            return self._modules[path]
        module = self._modules[path] = Module(path, ast.parse(path.read_text(encoding="utf-8")))
        for node in ast.walk(module.tree):
            if isinstance(node, Function):
                module.functions[node.name] = node
            if isinstance(node, ast.ImportFrom) and node.level:
                self._follow(module, node)
            if isinstance(node, ast.arg) and last_name(node.annotation) == "Progress":
                module.reporters.add(node.arg)
            if isinstance(node, ast.AnnAssign) and last_name(node.annotation) == "Progress":
                module.reporters.add(last_name(node.target))
            if isinstance(node, ast.Assign) and last_name(node.value) == "subprogress":
                module.reporters |= {last_name(target) for target in node.targets}
        for node in module.tree.body:
            if isinstance(node, ast.Assign):
                module.constants |= {last_name(target): node.value for target in node.targets}
        return module

    def _follow(self, module: Module, node: ast.ImportFrom) -> None:
        folder = module.path.parents[node.level - 1]
        parts = node.module.split(".") if node.module else []
        for i in range(len(parts) + 1):
            self._at(folder.joinpath(*parts[:i]))
        for alias in node.names:
            found = self._at(folder.joinpath(*parts, alias.name)) or self._at(folder.joinpath(*parts))
            if found:
                module.imported[alias.asname or alias.name] = found

    def _at(self, path: Path) -> Module | None:
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if file.is_file() and self._root in file.parents and path != self._root:
                return self._load(file)
        return None

    # Texts

    def _texts(self, node: ast.expr | None, scope: Scope, index: int | None = None) -> list[str]:
        """What an expression may say; values are ``{}``. ``index`` is that of an element of a tuple."""
        if isinstance(node, ast.Tuple) and index is not None:
            return self._texts(node.elts[index], scope)
        if isinstance(node, ast.Constant):
            return [node.value] if isinstance(node.value, str) else []
        if isinstance(node, ast.JoinedStr):
            return _joined([self._texts(part, scope) for part in node.values])
        if isinstance(node, ast.FormattedValue):
            return self._inside(node.value, scope)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return _joined([self._texts(node.left, scope), self._texts(node.right, scope)])
        if isinstance(node, ast.IfExp):
            return self._texts(node.body, scope, index) + self._texts(node.orelse, scope, index)
        if isinstance(node, ast.BoolOp):
            return [text for value in node.values for text in self._texts(value, scope, index)]
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
            return [text for value in node.value.values for text in self._texts(value, scope)]
        if formatted(node):
            raise ValueError(f"{scope.module.path}:{node.lineno}: an f-string would be found.")
        if isinstance(node, ast.Call):
            return self._returned(node, scope, index)
        if isinstance(node, ast.Name):
            return self._named(node.id, scope, index)
        return [HOLE]

    def _inside(self, node: ast.expr, scope: Scope) -> list[str]:
        """What stands in a sentence for an expression: its words if they were written here, else a value."""
        texts = self._texts(node, scope)
        if not any(" " in text for text in texts):
            return [HOLE]  # a value, or a name that is not translated
        assigned = values_of(node.id, scope.functions) if isinstance(node, ast.Name) else []
        if isinstance(node, ast.IfExp) or (
            assigned and not any(isinstance(value, ast.Call) for value, _ in assigned)
        ):
            return texts
        for text in texts:
            self._keep(text, scope.module.path.relative_to(self._root).as_posix())
        return [HOLE]

    def _named(self, name: str, scope: Scope, index: int | None = None) -> list[str]:
        key = name, scope
        if key in self._followed:
            return [HOLE]  # made of itself
        self._followed.append(key)
        try:
            return self._bound(name, scope) if index is None else [HOLE]
        finally:
            self._followed.pop()

    def _bound(self, name: str, scope: Scope) -> list[str]:
        assigned = values_of(name, scope.functions)
        if assigned:
            texts: list[str] = []
            for value, index in assigned:
                if index == "+=":
                    texts += _joined([texts, self._texts(value, scope)])
                else:
                    texts += self._texts(value, scope, index)
            return texts
        for function in scope.functions:
            places = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
            if name in places:
                return self._given(function, name, places.index(name) - (places[0] in {"self", "cls"}))
            if any(argument.arg == name for argument in function.args.kwonlyargs):
                return self._given(function, name, None)
        owner = scope.module if name in scope.module.constants else scope.module.imported.get(name)
        if owner and name in owner.constants:
            return self._texts(owner.constants[name], Scope(owner, ()))
        return [HOLE]

    def _given(self, function: Function, name: str, position: int | None) -> list[str]:
        """What callers give for a parameter."""
        texts = [HOLE]
        for call, scope in self._calls.get(function.name, []):
            if function not in scope.functions:
                for value in arguments(call, {name: position}):
                    texts += self._texts(value, scope)
        return texts

    def _returned(self, call: ast.Call, scope: Scope, index: int | None) -> list[str]:
        """What a function of the engine returns or yields."""
        name = last_name(call.func)
        plain = isinstance(call.func, ast.Name)
        owner = scope.module if plain and name in scope.module.functions else scope.module.imported.get(name)
        function = owner.functions.get(name) if owner and plain else None
        if function is None or function in scope.functions:
            return [HOLE]
        inner = Scope(owner, (function,))
        values = [n.value for n in ast.walk(function) if isinstance(n, (ast.Return, ast.Yield))]
        return [text for value in values for text in self._texts(value, inner, index)]


def _joined(parts: list[list[str]]) -> list[str]:
    return ["".join(texts) for texts in itertools.product(*(dict.fromkeys(part) for part in parts))]
