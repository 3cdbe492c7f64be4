"""Tables that are wider than a slide -> several tables, each with the first column again."""

import copy

from bs4 import Tag

from course.deck.measure import WIDE, column_needs


def narrow_enough(table: Tag, width: float = WIDE.width) -> list[Tag]:
    """The table itself where no word needs to be broken, else its columns in groups that fit."""
    if table.find(colspan=True) or table.find(rowspan=True):
        return [table]
    least, _ = column_needs(table)
    if sum(least) <= width or len(least) < 3:
        return [table]
    groups, used = [[0]], least[0]
    for column in range(1, len(least)):
        if used + least[column] > width and len(groups[-1]) > 1:
            groups.append([0])
            used = least[0]
        groups[-1].append(column)
        used += least[column]
    return [_only(table, set(group)) for group in groups]


def _only(table: Tag, columns: set[int]) -> Tag:
    part = copy.copy(table)
    for row in part.find_all("tr"):
        for index, cell in enumerate(row.find_all(["td", "th"], recursive=False)):
            if index not in columns:
                cell.decompose()
    for group in part.find_all("colgroup"):
        group.decompose()
    return part
