"""How large the rooms of the house are: short functions, short files, and no circle of imports.

What is measured is printed at the end of each run.
"""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

from linkstudy.tests.source import APPS, ROOT, source_of, tree_of

MEDIAN, MOST_OF_95_PERCENT, LONGEST_FILE = 8, 25, 400  # lines
TEXT = {".py", ".html", ".css", ".js", ".md", ".txt", ".ini"}
NOT_OURS = {"static/vendor", "migrations"}  # made by others, and by makemigrations


def files() -> list[Path]:
    """Every text file of the project, by its path in it."""
    found = [path for app in [*APPS, "templates", "static"] for path in (ROOT / app).rglob("*")]
    ours = [path.relative_to(ROOT) for path in [*found, *ROOT.glob("*.*")] if path.suffix in TEXT]
    return sorted(path for path in ours if not any(part in str(path) for part in NOT_OURS))


FILES = files()
MODULES = {
    ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path
    for path in FILES
    if path.suffix == ".py" and path.parts[0] in APPS
}
PRODUCT = {
    name: path
    for name, path in MODULES.items()
    if not {"tests", "testing", "conftest"} & set(name.split("."))
}


def lengths() -> list[tuple[int, str]]:
    """(lines, where) of every function of the product, the shortest first."""
    return sorted(
        (node.end_lineno - node.lineno + 1, f"{path}:{node.name}")
        for path in PRODUCT.values()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_functions_are_short(say):
    found = lengths()
    lines = [length for length, _ in found]
    bound = lines[len(lines) * 95 // 100]
    length, where = found[-1]
    say(
        f"{len(lines):,} functions: median {median(lines):g} lines, 95 % within {bound}, "
        f"the longest {length} ({where})"
    )

    assert median(lines) <= MEDIAN
    assert bound <= MOST_OF_95_PERCENT


def test_files_are_short(say):
    found = sorted((len(source_of(path).splitlines()), str(path)) for path in FILES)
    say(
        f"{len(found):,} files, migrations left out: the longest {found[-1][0]} lines ({found[-1][1]})"
    )

    assert [(lines, path) for lines, path in found if lines > LONGEST_FILE] == []


# Imports


class Imports(ast.NodeVisitor):
    """What a module imports while it is loaded: not within functions."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """What stands in a function is imported later."""

    def visit_Import(self, node: ast.Import) -> None:
        self.found |= {alias.name for alias in node.names}

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        named = {f"{node.module}.{alias.name}" for alias in node.names}
        self.found |= {one if one in MODULES else str(node.module) for one in named}


def imports(modules: dict[str, Path]) -> dict[str, set[str]]:
    """{module: modules of the project that it imports}."""
    found = {}
    for name, path in modules.items():
        visitor = Imports()
        visitor.visit(tree_of(path))
        found[name] = {one for one in visitor.found if one in modules and one != name}
    return found


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Modules of which each imports the next and the last the first; none if there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return found.args[1]
    return []


def test_no_module_imports_itself_by_any_way(say):
    graph = imports(PRODUCT)
    say(f"{len(graph):,} modules, {sum(map(len, graph.values())):,} imports, no circle")

    assert circle(graph) == []


def test_a_circle_is_found_and_named():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) in (["b", "c", "b"], ["c", "b", "c"])
    assert circle({"a": {"b", "c"}, "b": {"c"}}) == []
