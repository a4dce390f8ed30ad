"""Templates: layers over each other, nothing unescaped, nothing undefined, nothing out of the sandbox."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from courseware.files import ABSENT, Files
from courseware.problems import CoursewareError
from courseware.render import render

LAYERS = ("brand", "project", "package")
"""A brand's folder, the project's templates and the package's, as folders of one project."""
CONTEXT: dict[str, Any] = {
    "module": {"title": "Q & A <1>", "slides": [{"id": "m/a", "title": Markup("<em>a</em>"), "minutes": None}]},
    "labels": {"minutes": "{n} minutes", "odd": "{n.__class__} {n!r} {n[0]}"},
    "n": 5,
}


class Templates:
    """Templates by their names, `brand/module/x.html.j2`."""

    def __init__(self, folder: Path) -> None:
        self.files = Files(folder)

    def put(self, name: str, text: str) -> None:
        path = self.files.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def render(self, name: str = "module/x.html.j2", **more: Any) -> str:
        return render(self.files, LAYERS, name, CONTEXT | more)

    def of(self, text: str, name: str = "module/x.html.j2") -> str:
        self.put(f"package/{name}", text)
        return self.render(name)

    def refused(self, text: str = "", name: str = "module/x.html.j2") -> str:
        if text:
            self.put(f"package/{name}", text)
        with pytest.raises(CoursewareError) as caught:
            self.render(name)
        return str(caught.value)


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    return Templates(tmp_path)


# -- layers --------------------------------------------------------------------------------------------------------------


def test_the_first_layer_that_has_a_template_wins(templates: Templates) -> None:
    templates.put("package/module/x.html.j2", "package")
    assert templates.render() == "package"
    templates.put("project/module/x.html.j2", "project")
    assert templates.render() == "project"
    templates.put("brand/module/x.html.j2", "brand")
    assert templates.render() == "brand"


def test_a_template_that_extends_its_own_name_means_the_next_layer(templates: Templates) -> None:
    templates.put("package/module/x.html.j2", "[{% block a %}package{% endblock %}|{% block b %}package{% endblock %}]")
    templates.put(
        "project/module/x.html.j2",
        '{% extends "module/x.html.j2" %}{% block b %}project over {{ super() }}{% endblock %}',
    )
    templates.put(
        "brand/module/x.html.j2", '{% extends "module/x.html.j2" %}{% block b %}brand over {{ super() }}{% endblock %}'
    )
    assert templates.render() == "[package|brand over project over package]"


def test_a_layer_without_the_template_is_passed_over(templates: Templates) -> None:
    templates.put("package/module/x.html.j2", "{% block a %}package{% endblock %}")
    templates.put(
        "brand/module/x.html.j2", '{% extends "module/x.html.j2" %}{% block a %}({{ super() }}){% endblock %}'
    )
    assert templates.render() == "(package)"


def test_an_include_of_the_own_name_means_the_next_layer_and_of_another_the_first(templates: Templates) -> None:
    templates.put("package/parts/p.html.j2", "package")
    templates.put("brand/parts/p.html.j2", 'brand around {% include "parts/p.html.j2" %}')
    assert templates.of('{% include "parts/p.html.j2" %}') == "brand around package"


def test_a_brand_changes_one_macro_and_takes_the_others_from_the_next_layer(templates: Templates) -> None:
    templates.put("package/parts/p.html.j2", "{% macro a() %}a{% endmacro %}{% macro b() %}b{% endmacro %}")
    templates.put(
        "brand/parts/p.html.j2",
        '{% import "parts/p.html.j2" as next %}{% set a = next.a %}{% macro b() %}brand, not {{ next.b() }}{% endmacro %}',
    )
    assert templates.of('{% import "parts/p.html.j2" as p %}{{ p.a() }} {{ p.b() }}') == "a brand, not b"


def test_every_name_looked_for_is_recorded_the_absent_ones_too(templates: Templates) -> None:
    templates.put("project/parts/p.html.j2", "p")
    templates.of('{% include "parts/p.html.j2" %}')
    reads = templates.files.reads
    assert {name for name, what in reads.items() if what == ABSENT} == {
        "brand/module/x.html.j2",
        "project/module/x.html.j2",
        "brand/parts/p.html.j2",
    }
    assert {name for name, what in reads.items() if what != ABSENT} == {
        "package/module/x.html.j2",
        "project/parts/p.html.j2",
    }


def test_a_second_rendering_records_the_same(templates: Templates) -> None:
    templates.of('{% include "module/y.html.j2" ignore missing %}')
    first, templates.files = templates.files.reads, templates.files.fresh()
    templates.render()
    assert templates.files.reads == first


def test_a_template_that_is_nowhere_is_told_where_it_is_asked_for(templates: Templates) -> None:
    assert templates.refused("\n\n{% include 'parts/none.html.j2' %}") == (
        "package/module/x.html.j2:3: there is no template 'parts/none.html.j2'\n  hint: looked in: brand, project, package"
    )
    assert templates.refused(name="module/y.html.j2").startswith(
        "module/y.html.j2: there is no template 'module/y.html.j2'"
    )


# -- front matter --------------------------------------------------------------------------------------------------------


def test_front_matter_is_not_printed_and_lines_are_counted_with_it(templates: Templates) -> None:
    assert templates.of("---\ntitle: x\n---\n{{ n }}\n") == "5\n"
    assert templates.refused("---\ntitle: x\n---\n{{ n }}\n{{ nn }}").startswith("package/module/x.html.j2:5: ")


def test_a_rule_further_down_is_no_front_matter(templates: Templates) -> None:
    assert templates.of("a\n---\nb\n---\n") == "a\n---\nb\n---\n"


# -- escaping ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["pptx", "pdf", "html", "xml", "svg"])
def test_text_is_escaped_where_the_second_ending_is_markup(templates: Templates, ending: str) -> None:
    assert templates.of("{{ module.title }}", f"module/x.{ending}.j2") == "Q &amp; A &lt;1&gt;"


@pytest.mark.parametrize("ending", ["ics", "csv", "txt", "md"])
def test_text_is_plain_where_the_second_ending_is_text(templates: Templates, ending: str) -> None:
    assert templates.of("{{ module.title }}", f"module/x.{ending}.j2") == "Q & A <1>"


def test_markup_of_ours_is_not_escaped_twice(templates: Templates) -> None:
    assert templates.of("{{ module.slides[0].title }}") == "<em>a</em>"


# -- filters -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ labels.minutes | fill(n=5) }}", "5 minutes"),
        ("{{ labels.minutes | fill(n='<b>') }}", "&lt;b&gt; minutes"),
        ("{{ '<b>{n}</b>' | safe | fill(n='<i>') }}", "<b>&lt;i&gt;</b>"),
        ("{{ labels.minutes | fill(n=module.slides[0].title) }}", "<em>a</em> minutes"),
        ("{{ labels.odd | fill(n=5) }}", "{n.__class__} {n!r} {n[0]}"),
        ("{{ 570 | clock }} {{ 61.5 | clock }} {{ 0 | clock }}", "9:30 1:02 0:00"),
        ("{{ 18.0 | number }} {{ 1.5 | number }} {{ 7 | number }}", "18 1.5 7"),
    ],
)
def test_filters_make_text_of_labels_and_numbers(templates: Templates, text: str, made: str) -> None:
    assert templates.of(text) == made


# -- what is wrong -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "\n{{ modul.title }}",
            ":2: the template asks for something unknown: 'modul' is undefined\n  hint: did you mean module?",
        ),
        (
            "{{ module.tilte }}",
            ":1: the template asks for something unknown: 'dict object' has no attribute 'tilte'\n  hint: did you mean title?",
        ),
        (
            "{% for s in module.slides %}\n{{ s.minuets }}\n{% endfor %}",
            ":2: the template asks for something unknown: 'dict object' has no attribute 'minuets'\n  hint: did you mean minutes?",
        ),
        ("{{ zzz }}", "'zzz' is undefined\n  hint: docs/templates.md lists the names that a template may use"),
        ("a\n{% if %}", ":2: the template can't be read: expected an expression, got 'end of statement block'"),
        ("a\n{{ n | fil(n=1) }}", ":2: the template can't be read: no filter named 'fil'\n  hint: did you mean fill?"),
        (
            "a\n\n{{ labels.minutes | fill(m=1) }}",
            ":3: the template failed: nothing fills the field {n} of '{n} minutes'",
        ),
        ("{{ 1 / 0 }}", ":1: the template failed: division by zero"),
        ("{{ None | clock }}", ":1: the template failed: "),
        ("{% for i in range(1000000) %}{% endfor %}", ":1: the template failed: range too big"),
        ("{{ module.title() }}", ":1: the template failed: 'str' object is not callable"),
        ("{% include 'module/x.html.j2' %}", ":1: there is no template 'module/x.html.j2'"),
        (
            "{% macro a() %}\n{{ a() }}\n{% endmacro %}{{ a() }}",
            ":2: templates include each other, or a macro calls itself",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_line(templates: Templates, text: str, said: str) -> None:
    told = templates.refused(text)
    assert told.startswith("package/module/x.html.j2:")
    assert said in told


def test_a_problem_in_an_included_file_is_told_there(templates: Templates) -> None:
    templates.put("brand/parts/p.html.j2", "\n\n{{ nothing }}")
    assert templates.refused("{% include 'parts/p.html.j2' %}").startswith("brand/parts/p.html.j2:3: ")


def test_templates_that_include_each_other_are_told(templates: Templates) -> None:
    templates.put("package/parts/p.html.j2", "{% include 'parts/q.html.j2' %}")
    templates.put("package/parts/q.html.j2", "{% include 'parts/p.html.j2' %}")
    assert "templates include each other" in templates.refused("{% include 'parts/p.html.j2' %}")


# -- the sandbox ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ n.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ '' | attr('__class__') }}",
        "{{ '{0.__class__}'.format(n) }}",
        "{{ '{n.__class__}'.format_map({'n': n}) }}",
        "{{ module.slides.append(1) }}",
        "{{ module.update({'a': 1}) }}",
        "{{ module.clear.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ labels.minutes | fill(n=''.__class__) }}",
        "{{ self.__init__ }}",
    ],
)
def test_there_is_no_way_out_of_the_sandbox(templates: Templates, text: str) -> None:
    assert templates.refused(text).startswith("package/module/x.html.j2:1: the template may not do that: ")


def test_no_template_reaches_a_file_outside(templates: Templates) -> None:
    (templates.files.project.parent / "secret.html.j2").write_text("secret")
    assert "leads out of the folders of templates" in templates.refused("{% include '../../secret.html.j2' %}")


def test_memory_that_ran_out_ends_the_unit_of_work_and_is_no_mistake_of_the_template(templates: Templates) -> None:
    class Huge:
        def __str__(self) -> str:
            raise MemoryError

    templates.put("package/module/x.html.j2", "{{ huge }}")
    with pytest.raises(MemoryError):
        templates.render(huge=Huge())
