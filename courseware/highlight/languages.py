"""Languages by the names that people write after a fence."""

from __future__ import annotations

from functools import cache
from typing import Any

from courseware.suggest import nearest

PLAIN = frozenset({"", "text", "plain", "plaintext", "txt", "none", "output", "ascii", "default"})
"""Names that ask for no colours."""
_COMMON = frozenset(
    {
        "python", "py", "python3", "bash", "sh", "shell", "console", "yaml", "json", "xml", "html", "css", "javascript", "js", "typescript", "ts",
        "java", "c", "cpp", "c++", "csharp", "cs", "c#", "go", "rust", "ruby", "rb", "php", "sql", "r", "kotlin", "swift", "scala", "perl", "lua",
        "powershell", "ps1", "docker", "dockerfile", "make", "makefile", "toml", "ini", "diff", "markdown", "md", "tex", "latex", "haskell",
        "elixir", "erlang", "clojure", "groovy", "terraform", "hcl", "graphql", "http", "jinja", "vb.net", "matlab", "julia", "dart", "nginx",
    }
)  # fmt: skip
"""Names that are known without looking: the table of all of them takes 15 ms to load."""
_ALSO = {
    "c#": "csharp",
    "shell": "bash",
    "jsonc": "json",
    "vb": "vb.net",
    "ps": "powershell",
    "tf": "terraform",
    "yml": "yaml",
}


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Each name in small letters -> the module and the class that read its language."""
    from pygments.lexers._mapping import LEXERS

    found: dict[str, tuple[str, str]] = {}
    for kind, (module, title, aliases, _, _) in LEXERS.items():
        for name in (title.lower(), *aliases):
            found.setdefault(name, (module, kind))
    for name, other in _ALSO.items():
        if other in found:
            found.setdefault(name, found[other])
    return found


def is_known(name: str) -> bool:
    """Whether code in a language of this name is coloured, or asks for no colours."""
    small = name.lower()
    return small in PLAIN or small in _COMMON or small in _names()


def nearest_language(name: str) -> str | None:
    """The language that was probably meant."""
    return nearest(name.lower(), (known for known in _names() if " " not in known and "fuck" not in known), 0.5)


@cache
def lexer(name: str) -> Any:
    """What reads a language, None for plain text and names that nobody knows. Only its own module is loaded."""
    small = name.lower()
    if small in PLAIN or small not in _names():
        return None
    from importlib import import_module

    module, kind = _names()[small]
    return getattr(import_module(module), kind)(stripnl=False, ensurenl=False)
