"""Which texts the modules of the TUI hand to widgets that would read them as markup."""

from __future__ import annotations

import ast
from typing import Final

# What the widgets of Textual parse as markup where it is a plain `str`, by the names it is handed over under.
PARSING: Final = frozenset(
    (
        "Static",
        "Label",
        "Button",
        "Option",
        "Checkbox",
        "RadioButton",
        "Collapsible",
        "TabPane",
        "Tab",
        "Link",
    )
)
PARSED: Final = frozenset(("label", "title", "tooltip", "prompt", "border_title", "border_subtitle"))
MADE: Final = frozenset(("Content", "Text", "safe_text.Content"))


class _Texts:
    """Tells which expressions of one module are texts that are made already, or words of the program's own."""

    def __init__(self, tree: ast.Module) -> None:
        """Take a module."""
        self.functions = {n.name: n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}

    def safe(self, node: ast.expr, scope: ast.AST) -> bool:
        """Return whether an expression is one, as far as its own function tells."""
        match node:
            case ast.Constant():
                return not isinstance(node.value, str) or "[" not in node.value
            case ast.IfExp():
                return self.safe(node.body, scope) and self.safe(node.orelse, scope)
            case ast.BinOp():
                return self.safe(node.left, scope) and self.safe(node.right, scope)
            case ast.Call(func=ast.Attribute(value=inner, attr=name)):
                module = inner.id if isinstance(inner, ast.Name) else ""
                if module == "safe_text":
                    return name in ("content", "line", "rich", "hanging", "stacked")
                return self._gives(name) or (name == "join" and self.safe(inner, scope))
            case ast.Call(func=ast.Name(id=name)):
                return name in MADE or self._gives(name)
            case ast.Name(id=name):
                found = [
                    n.value
                    for n in ast.walk(scope)
                    if isinstance(n, ast.Assign)
                    and any(isinstance(t, ast.Name) and t.id == name for t in n.targets)
                ]
                return bool(found) and all(self.safe(one, scope) for one in found)
        return False

    def _gives(self, name: str) -> bool:
        """Return whether a function of the module says that what it returns is a made text."""
        found = self.functions.get(name)
        return found is not None and ast.unparse(found.returns or ast.Constant(None)) in MADE


def parsed_strings(source: str) -> list[str]:
    """Return what a module hands to widgets that would be read as markup were it somebody else's text."""
    tree = ast.parse(source)
    texts, found = _Texts(tree), list[str]()
    scopes = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)] or [tree]
    for scope in scopes:
        for node in ast.walk(scope):
            handed: list[ast.expr] = []
            if isinstance(node, ast.Call):
                func = node.func
                name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
                if name in PARSING or name == "update":
                    handed = [*node.args[:1]]
                if name in PARSING or name == "Input":
                    handed += [k.value for k in node.keywords if k.arg in PARSED]
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
                handed = [node.value] if node.targets[0].attr in PARSED else []
            found += [ast.unparse(one) for one in handed if not texts.safe(one, scope)]
    return found
