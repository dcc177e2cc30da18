"""The project's own files, for tests that read them."""

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ["linkstudy", "cases", "participants", "meetings"]
NOT_SHIPPED = {"tests", "testing", "migrations"}

# Paths from ROOT.
CODE = sorted(path.relative_to(ROOT) for app in APPS for path in (ROOT / app).rglob("*.py"))
SOURCE = [path for path in CODE if not NOT_SHIPPED & set(path.parts)]
TEMPLATES = sorted(path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*.html"))


def source_of(path: Path) -> str:
    return (ROOT / path).read_text()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(source_of(path))
