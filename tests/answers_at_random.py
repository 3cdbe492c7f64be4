"""Answers of every quality, made from a seed: right, wrong, in part, none."""

import random

from course.exercises.item import ids_of
from course.exercises.kinds import blank, right_answer


def some_answer(item, seed):
    """An answer of the right form whose quality depends on the seed."""
    rng = random.Random(f"{item.id} {seed}")
    pick = rng.random()
    if pick < 0.1:
        return blank(item)
    if pick < 0.3:
        return right_answer(item)
    return MAKERS[item.kind](item, rng)


def _chosen(item, rng):
    options = ids_of(item.ask["options"])
    return {"chosen": rng.sample(options, rng.randint(1, len(options)) if item.ask["many"] else 1)}


def _pairs(item, rng):
    left = ids_of(item.ask.get("left") or item.ask["pins"])
    right = ids_of(item.ask.get("right") or item.ask["names"])
    return {
        "pairs": {one: rng.choice(right) for one in rng.sample(left, rng.randint(1, len(left)))}
    }


def _order(item, rng):
    steps = ids_of(item.ask["items"])
    return {"order": rng.sample(steps, len(steps))}


def _typed(item, rng):
    word = list(rng.choice([*item.key["accept"], *item.key["near"][:8]]))
    for _ in range(rng.randint(0, 3)):
        place = rng.randrange(len(word))
        word[place] = rng.choice(["", "e", word[place] * 2, " "])
    return {"text": "".join(word) or "x"}


def _at(item, rng):
    u, v = item.key["at"]
    return {"at": [round(u + rng.uniform(-40, 40), 1), round(v + rng.uniform(-40, 40), 1)]}


def _strokes(item, rng):
    u, v = rng.choice(item.key["widest"][0])
    strokes = []
    for _ in range(rng.randint(1, 5)):
        points = [round(c + rng.uniform(-60, 60), 1) for c in (u, v) * rng.randint(1, 4)]
        strokes.append([rng.choice([6, 12, 24, 12, -6]), *points])
    return {"strokes": strokes}


def _case(item, rng):
    findings = ids_of(item.ask["findings"])
    asked = rng.sample(findings, rng.randint(0, len(findings)))
    return {"asked": asked, "decision": rng.choice(ids_of(item.ask["decisions"]))}


def _readings(item, rng):
    count = rng.randint(1, item.ask["tries"])
    return {"readings": [round(rng.uniform(0, 2 * item.ask["target"]), 1) for _ in range(count)]}


def _found(item, rng):
    sites = ids_of(item.ask["sites"])
    one, two = ({s: rng.random() < 0.5 for s in sites if rng.random() < 0.9} for _ in range(2))
    return {"first": one, "second": two, "places": {s: rng.randint(0, 40) for s in sites[:2]}}


MAKERS = {
    "agreement": _found,
    "case": _case,
    "choice": _chosen,
    "drill": _readings,
    "label": _pairs,
    "landmark": _at,
    "match": _pairs,
    "order": _order,
    "typed": _typed,
    "which-muscle": _chosen,
    "zone": _strokes,
}
