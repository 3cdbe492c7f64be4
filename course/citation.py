"""CSL-JSON works as short and full citations, in plain text."""

from urllib.parse import urlsplit

from patterns_data.models import Reference

MOST_AUTHORS = 6


def short_citation(work: Reference) -> str:
    """'Bogduk 1982', 'Laslett et al. 2005', or the site's name for a page without author."""
    names = [_family(author) for author in work.author]
    if not names:
        site = (work.model_extra or {}).get("container-title") or _host(work) or work.title
        return f"{site} {work.year}" if work.year != "n.d." else str(site)
    # Some records name only the first author and then "et al.".
    others = len(names) - 1
    if others > 1 or (others == 1 and names[1].startswith("et al")):
        who = f"{names[0]} et al."
    else:
        who = " & ".join(names)
    return f"{who} {work.year}" if work.year != "n.d." else who


def full_citation(work: Reference) -> str:
    """Authors (year). Title. Container volume(issue):pages. doi, PMID or address."""
    extra = work.model_extra or {}
    authors = ", ".join(_named(a) for a in work.author[:MOST_AUTHORS])
    if len(work.author) > MOST_AUTHORS:
        authors += ", et al."
    where = str(extra.get("container-title") or extra.get("publisher") or "")
    if extra.get("volume"):
        where += f" {extra['volume']}"
        where += f"({extra['issue']})" if extra.get("issue") else ""
    if extra.get("page"):
        where += f":{extra['page']}"
    locator = f"doi:{work.DOI}" if work.DOI else f"PMID {work.PMID}" if work.PMID else work.URL
    date = "" if work.year == "n.d." else f" ({work.year})"
    # Without authors the title comes first, as in Vancouver style.
    head = [f"{authors}{date}", work.title] if authors else [f"{work.title.rstrip('.')}{date}"]
    parts = [*head, where.strip(), locator or ""]
    return " ".join(part.rstrip(".") + "." for part in parts if part)


def _host(work: Reference) -> str:
    """The site of a page, such as 'wn.com'."""
    return (urlsplit(work.URL or "").hostname or "").removeprefix("www.")


def _family(author: dict[str, str]) -> str:
    return author.get("family") or author.get("literal") or author.get("given") or "?"


def _named(author: dict[str, str]) -> str:
    initials = "".join(part[0] for part in author.get("given", "").replace("-", " ").split())
    return f"{_family(author)} {initials}".strip()
