"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from citations.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ["models", "reading", "citations", "desk", "views"]
FRONT = [ROOT / "app.py", ROOT / "config.py"]
WEB = {"flask", "werkzeug", "wtforms", "jinja2", "markupsafe"}
WEB_FAMILY = "flask_"
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEST = 300, 40, 60


def _python(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def _named(paths: list[Path]) -> pytest.MarkDecorator:
    """Run a test once a file, under the file's name."""
    return pytest.mark.parametrize("path", paths, ids=lambda path: str(path.relative_to(ROOT)))


HOUSE = [*FRONT, *_python(*ROOMS)]
# A migration says everything at once and is never touched again.
WRITTEN = [*HOUSE, *_python("tests", "bench"), ROOT / "migrations" / "env.py"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [
    path
    for path in TEMPLATES
    if not any(part.startswith("_") for part in path.relative_to(ROOT / "templates").parts)
    and path.name != "layout.html"
]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _called(path: Path) -> set[str]:
    """Return the names of all that a file calls, `select` for `sa.select(…)` too."""
    calls = [node.func for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    return names | {call.attr for call in calls if isinstance(call, ast.Attribute)}


def _imported(path: Path) -> set[str]:
    """Return the top-level names of all that a file imports, for types alone too."""
    found = set[str]()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name.partition(".")[0] for name in found}


def _room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


@_named([path for path in HOUSE if _room(path) not in {"models", "desk"}])
def test_queries_are_made_in_models_and_desk_alone(path: Path) -> None:
    assert "select" not in _called(path)


@_named([path for path in HOUSE if _room(path) != "views"])
def test_only_a_view_commits(path: Path) -> None:
    assert "commit" not in _called(path)


def _caught(path: Path) -> set[str]:
    handlers = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.ExceptHandler)]
    return {
        name.id
        for handler in handlers
        for name in ast.walk(handler.type or handler)
        if isinstance(name, ast.Name)
    }


@_named([path for path in _python("views") if path.name != "deeds.py"])
def test_a_page_that_came_too_late_is_answered_in_one_place(path: Path) -> None:
    assert "StaleError" not in _caught(path)


@_named(_python("models", "reading", "citations", "desk"))
def test_only_views_and_app_know_the_web(path: Path) -> None:
    web = {name for name in _imported(path) if name in WEB or name.startswith(WEB_FAMILY)}
    assert web == set()


def _trusted(path: Path) -> list[str]:
    """Return what a file marks as HTML, other than texts that stand in it as they are."""
    calls = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
    named = {"Markup", "Shape"}
    marked = [call for call in calls if ast.unparse(call.func).rpartition(".")[2] in named]
    return [ast.unparse(call) for call in marked if not isinstance(call.args[0], ast.Constant)]


@_named(HOUSE)
def test_no_markup_is_trusted_by_hand(path: Path) -> None:
    assert _trusted(path) == []


def test_only_a_picture_writes_its_own_markup() -> None:
    own = [path for path in HOUSE if "__html__" in path.read_text(encoding="utf-8")]
    assert own == [ROOT / "views" / "pictures" / "svg.py"]


def test_only_shapes_make_markup_of_what_they_have_escaped() -> None:
    """Everywhere else a piece of HTML begins with a text that stands in the file."""
    made = re.compile(r"\(Markup, |\bMarkup\.__new__|, Markup\)\(")
    own = [path for path in HOUSE if made.search(path.read_text(encoding="utf-8"))]
    assert own == [ROOT / "views" / "shapes.py"]


@_named(WRITTEN)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@_named(WRITTEN)
def test_a_function_can_be_read_at_a_glance(path: Path) -> None:
    limit = LONGEST_TEST if _room(path) == "tests" else LONGEST_FUNCTION
    functions = [
        node
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    too_long = {
        function.name
        for function in functions
        if (function.end_lineno or 0) - function.lineno + 1 > limit
    }
    assert too_long == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_is_for(room: str) -> None:
    assert ast.get_docstring(_tree(ROOT / room / "__init__.py"))


@pytest.mark.parametrize("name", [*ROOMS, "app", "config", "tests"])
def test_a_room_is_the_one_in_this_tree(name: str) -> None:
    # A wheel may ship a top-level `models` or `tests`, which would win from another folder.
    spec = find_spec(name)
    assert spec
    [place] = [spec.origin] if spec.origin else list(spec.submodule_search_locations or ())
    assert ROOT in Path(place).resolve().parents


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_format_has_a_golden_file(name: str) -> None:
    golden = {path.suffix for path in (ROOT / "tests" / "golden").iterdir()}
    assert FORMATS[name].suffix in golden


def _parsed(path: Path) -> nodes.Template:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    return environment.parse(path.read_text(encoding="utf-8"))


class _Markup(HTMLParser):
    """Gathers the tags of a template once what Jinja writes is taken out."""

    JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(self.JINJA.sub(" ", path.read_text(encoding="utf-8")))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@_named(PAGES)
def test_a_page_extends_the_layout(path: Path) -> None:
    extended = [node.template for node in _parsed(path).find_all(nodes.Extends)]
    assert [node.value for node in extended if isinstance(node, nodes.Const)] in (
        ["layout.html"],
        ["_layout.html"],
    )


@_named(PAGES)
def test_a_page_has_a_title(path: Path) -> None:
    assert "title" in {block.name for block in _parsed(path).find_all(nodes.Block)}


@_named(TEMPLATES)
def test_a_dot_between_two_parts_has_space_before_it(path: Path) -> None:
    # Blocks swallow the line break and the indentation around them.
    assert not re.search(r"%\}(?:<span>)?·", path.read_text(encoding="utf-8"))


@_named(TEMPLATES)
def test_a_template_trusts_no_text(path: Path) -> None:
    tree = _parsed(path)
    assert "safe" not in {node.name for node in tree.find_all(nodes.Filter)}
    assert list(tree.find_all(nodes.ScopedEvalContextModifier)) == []


@_named(TEMPLATES)
def test_a_template_holds_no_script_and_no_style(path: Path) -> None:
    for tag, attributes in _Markup(path).tags:
        assert tag != "style"
        # Data for machines is no script: browsers run nothing of that type.
        data = attributes.get("type") == "application/ld+json"
        assert tag != "script" or "src" in attributes or data
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert not any(
            (value or "").strip().lower().startswith("javascript:") for value in attributes.values()
        )


def test_an_element_is_hidden_in_one_place() -> None:
    sheet = (ROOT / "static" / "gainsay.css").read_text()
    hiding = re.findall(r"([^{}]+)\{ display: none", sheet)
    hidden = [one.strip() for rule in hiding for one in rule.split(",") if "#" in one]
    assert hidden
    assert len(hidden) == len(set(hidden))
