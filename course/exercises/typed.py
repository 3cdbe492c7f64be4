"""A typed answer: typing errors and synonyms are forgiven, another structure's name is not."""

import re
import unicodedata
from functools import lru_cache

from course.exercises.item import UNANSWERED, Facts, Item, Mark, wanted

BLANK: Facts = {"text": ""}
NAME = "Typed answer"
LONGEST = 200  # characters that are read
# Words that turn one name into another.
OPPOSITES = (
    ("anterior", "posterior"), ("superior", "inferior"), ("medial", "lateral"),
    ("medialis", "lateralis"), ("major", "minor"), ("maximus", "medius", "minimus"),
    ("internus", "externus"), ("internal", "external"), ("superficial", "deep"),
    ("left", "right"), ("longus", "brevis"), ("upper", "middle", "lower"),
    ("coracoid", "coronoid"), ("ilium", "ileum"), ("capitis", "cervicis", "thoracis", "lumborum"),
    ("supraspinatus", "infraspinatus", "subscapularis"), ("perineal", "peroneal"),
    ("trochanter", "trochlea"), ("flexor", "extensor"), ("abductor", "adductor"),
    ("abduction", "adduction"), ("femoris", "fibularis"), ("humeral", "femoral"),
    ("flexion", "extension"), ("semimembranosus", "semitendinosus"),
)  # fmt: skip
SKIPPED = {"the", "a", "an", "of", "muscle", "musculus", "m", "bone", "os", "nerve", "n", "nervus"}


def make(
    ident: str, prompt: str, accept: list[str], near: list[str], explain: str, **about
) -> Item:
    """``accept``: names that are right; ``near``: names of other things, never taken for it."""
    right = {normal(name) for name in accept}
    others = sorted({name for name in near if normal(name) not in right})
    key = {"accept": accept, "near": others, "explain": explain}
    return Item(ident, "typed", prompt, {}, key, **about)


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """Lower case, no accents, no punctuation, no words such as 'muscle'; the first 200 letters."""
    return normal_long(text[:LONGEST])


def normal_long(text: str) -> str:
    """The same of a text of any length."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in SKIPPED]
    return " ".join(words)


def distance(a: str, b: str) -> int:
    """Letters left out, put in, changed or swapped with their neighbour (optimal alignment)."""
    rows = [list(range(len(b) + 1))]
    for i in range(1, len(a) + 1):
        row = [i]
        for j in range(1, len(b) + 1):
            change = a[i - 1] != b[j - 1]
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + change)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def forgiven(name: str) -> int:
    """How many typing errors a name of this length may hold."""
    return 0 if len(name) < 5 else 1 if len(name) < 9 else 2


def turned(text: str, name: str) -> bool:
    """Whether a word of ``text`` is the opposite of one in ``name``."""
    said, meant = set(text.split()), set(name.split())
    return any(
        said & (set(group) - {word}) - meant for group in OPPOSITES for word in meant & set(group)
    )


def verdict(text: str, accept: list[str], near: list[str]) -> str:
    """right, near (another thing's name) or wrong."""
    typed = normal(text)
    names = [normal(name) for name in accept]
    if typed in names:
        return "right"
    others = [name for name in map(normal, near) if abs(len(name) - len(typed)) <= 2]
    if typed in others or any(turned(typed, name) for name in names):
        return "near"
    close = [(distance(typed, name), name) for name in names if abs(len(name) - len(typed)) <= 2]
    found = min((gap for gap, name in close if gap <= forgiven(name)), default=None)
    if found is None:
        return "wrong"
    return "near" if any(distance(typed, name) <= found for name in others) else "right"


def mark(item: Item, answer: Facts) -> Mark:
    """Right or not; a near name is told apart in the feedback."""
    text = wanted(answer, "text", str)
    if not normal(text):
        return UNANSWERED
    found = verdict(text, item.key["accept"], item.key["near"])
    lead = {
        "right": "Right.",
        "near": "That is the name of something else, or one letter from it.",
        "wrong": "Not this.",
    }[found]
    name = item.key["accept"][0]
    said = lead if found == "right" else f"{lead} It is: {name}."
    return Mark(float(found == "right"), (said, item.key["explain"]))


def answer_words(item: Item) -> list[str]:
    """The first name that is right."""
    return [item.key["accept"][0]]


def right_answer(item: Item) -> Facts:
    """An answer with full marks."""
    return {"text": item.key["accept"][0]}
