"""An exercise as HTML text: the question, and the answer with its reasons."""

from html import escape

from course.exercises.item import Item
from course.exercises.kinds import answer_words

LETTERS = "ABCDEFGHIJ"
# What needs hands, a partner or a brush has no form in other systems.
LEFT_OUT = ("agreement", "drill")


def question(item: Item) -> str:
    """The question with everything that is chosen from."""
    parts = [f"<p>{escape(item.prompt)}</p>", case_text(item)]
    if "options" in item.ask:
        parts.append(listed([one["text"] for one in item.ask["options"]]))
    if item.kind == "match":
        parts.append(listed([one["text"] for one in item.ask["left"]], "ul"))
        parts.append(listed([one["text"] for one in item.ask["right"]]))
    if item.kind == "label":
        parts.append(listed([one["text"] for one in item.ask["names"]], "ul"))
    if item.kind == "order":
        parts.append(listed([one["text"] for one in item.ask["items"]], "ul"))
    if item.kind == "case":
        parts.append(listed([one["text"] for one in item.ask["decisions"]]))
    return "".join(parts)


def case_text(item: Item) -> str:
    """The person, the story and what was asked, of a case."""
    if item.kind != "case":
        return ""
    rows = "".join(
        f"<tr><td>{escape(one['text'])}</td><td>{escape(one['answer'])}</td></tr>"
        for one in item.ask["findings"]
    )
    person, story = escape(item.ask["person"]), escape(item.ask["story"])
    return f"<p><em>{person}</em></p><p>{story}</p><table>{rows}</table>"


def answer(item: Item) -> str:
    """What is right, and why."""
    shown = answer_words(item)
    more = [line for line in reasons(item) if line not in shown]
    return listed(shown, "ul") + "".join(f"<p>{escape(line)}</p>" for line in more)


def reasons(item: Item) -> list[str]:
    """Why the right answer is right; the answer itself where nothing more is to be said."""
    if "right" in item.key:
        return [item.key["feedback"][one] for one in item.key["right"]]
    explain = item.key.get("explain", [])
    told = [explain] if isinstance(explain, str) else list(explain)
    return [line for line in told if line] or answer_words(item)


def listed(lines: list[str], tag: str = "ol") -> str:
    """A list; an ordered one by letters."""
    kind = ' type="A"' if tag == "ol" else ""
    return f"<{tag}{kind}>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + f"</{tag}>"
