"""The agreement lab: two students examine the same places without seeing each other's answer."""

from course.exercises.item import UNANSWERED, BadAnswer, Facts, Item, Mark, ids_of, number, wanted

BLANK: Facts = {"first": {}, "second": {}, "places": {}}
NAME = "Agreement lab"


def make(
    ident: str, prompt: str, sites: list[tuple[str, str]], published: list[Facts], **about
) -> Item:
    """``sites``: id and words of each place. ``published``: name, kappa, low, high, cite.

    The answer holds ``first`` and ``second`` (site -> found or not) and ``places`` (site -> mm
    between the two marks on the skin).
    """
    ask = {"sites": [{"id": i, "text": text} for i, text in sites], "published": published}
    return Item(ident, "agreement", prompt, ask, {}, **about)


def kappa(pairs: list[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa of two examiners, -1 to 1; None when both always say the same one thing.

    Source: (agreement - agreement by chance) / (1 - agreement by chance).
    """
    n = len(pairs)
    agree = sum(a == b for a, b in pairs) / n
    yes_a, yes_b = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    chance = yes_a * yes_b + (1 - yes_a) * (1 - yes_b)
    return None if chance > 1 - 1e-12 else (agree - chance) / (1 - chance)


def mark(item: Item, answer: Facts) -> Mark:
    """Marks for doing it: there is no right result. The share of the places both examined."""
    sites = ids_of(item.ask["sites"])
    first, second = (wanted(answer, name, dict) for name in ("first", "second"))
    strange = (set(first) | set(second)) - set(sites)
    if strange or not all(isinstance(v, bool) for v in [*first.values(), *second.values()]):
        raise BadAnswer("each of the places is answered with found or not found")
    pairs = [(first[s], second[s]) for s in sites if s in first and s in second]
    if not pairs:
        return UNANSWERED
    said = [f"You agreed on {sum(a == b for a, b in pairs)} of {len(pairs)} places."]
    found = kappa(pairs)
    if found is None:
        said.append("Kappa cannot be computed: you both gave one answer everywhere.")
    else:
        said.append(f"Kappa {found:.2f}. With so few places it could be much higher or lower.")
    places = answer.get("places")
    gaps = [number(mm) for mm in places.values()] if isinstance(places, dict) else []
    if gaps:
        said.append(f"Your marks lay {sum(gaps) / len(gaps):.0f} mm apart on average.")
    return Mark(len(pairs) / len(sites), tuple(said))


def answer_words(item: Item) -> list[str]:
    """There is none."""
    return ["There is no right result; what counts is to examine apart and compare honestly."]


def right_answer(item: Item) -> Facts:
    """An answer with full marks."""
    found = dict.fromkeys(ids_of(item.ask["sites"]), True)
    return {"first": found, "second": dict(found), "places": {}}
