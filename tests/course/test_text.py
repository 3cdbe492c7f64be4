"""Data text becomes Markdown that shows exactly that text."""

import html

import pytest

from course.citation import full_citation, short_citation
from course.text import badge, claim_lines, escape, table
from patterns_data.models import Claim, Reference


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a *star* and _line_ and `code`",
        "[link](example) and ![image](x.png)",
        "$x^2$ costs 5 $",
        "a | b",
        "1. not a list",
        "# not a heading",
        "- not a bullet",
        "~~not struck~~",
        "back\\slash",
        "ألم في الظهر",
    ],
)
def test_escaped_text_shows_itself(text):
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    shown = markdown2html_mistune(escape(text))
    assert "<script" not in shown
    for tag in ("<em", "<code", "<a ", "<img", "<li", "<h1", "<del", "<math"):
        assert tag not in shown
    plain = html.unescape(shown.replace("<p>", "").replace("</p>", "")).strip()
    assert plain == text


def test_newlines_do_not_break_out_of_a_line():
    assert escape("a\n\n# b") == "a # b"


def test_badge_names_kind_and_work_and_escapes_the_title(course):
    work = Reference(id="a", type="book", title='"><b>x', note="seen")
    course_like = type("C", (), {"references": {"a": work}})()
    shown = badge(Claim(text="t", kind="study", sources=["a"]), course_like)
    assert 'class="evidence study"' in shown
    assert "<b>" not in shown


def test_a_disputed_claim_shows_both_sides(course):
    claim = Claim.model_validate(
        {
            "text": "One side.",
            "kind": "general",
            "disputed": {"text": "The other side.", "kind": "general"},
        }
    )
    lines = claim_lines(claim, course, "Lead.")
    assert lines[0].startswith("- **Lead.** One side.")
    assert "disputed" in lines[1]
    assert "The other side." in lines[1]


def test_table_has_a_rule_below_its_header():
    assert table(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_citations_by_number_of_authors(course):
    one = Reference(id="x", type="book", title="T", note="n", author=[{"family": "Biel"}])
    assert short_citation(one) == "Biel"
    laslett = course.references["laslett2005sij"]
    assert short_citation(laslett).startswith("Laslett et al. 2005")
    two = [{"family": "Laslett"}, {"literal": "et al."}]
    assert short_citation(Reference(id="x", type="a", title="T", note="n", author=two)) == (
        "Laslett et al."
    )
    assert laslett.title.rstrip(".") in full_citation(laslett)


def test_a_missing_field_stays_missing():
    bare = Reference(id="x", type="webpage", title="A page", note="n", URL="https://example.org/a")
    assert full_citation(bare) == "A page. https://example.org/a."
