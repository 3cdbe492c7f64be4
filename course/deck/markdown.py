"""Markdown of a cell -> safe HTML, mathematics as MathML, code highlighted."""

import html
import re
from typing import Any

import mistune
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from course.deck.embed import Resolve, clean

_FORMATTER = HtmlFormatter(nowrap=True)
_ENVIRONMENT = re.compile(
    r"^\\begin\{(equation|align|gather|eqnarray|multline)\*?\}.*?^\\end\{\1\*?\}",
    re.DOTALL | re.MULTILINE,
)


def tex(source: str, display: str = "inline") -> str:
    """LaTeX as MathML, or its source where it cannot be converted."""
    from latex2mathml.converter import convert

    source = re.sub(r"\\(label|tag)\{[^}]*\}|\\nonumber", "", source.strip())
    inner = re.fullmatch(
        r"\\begin\{(?:equation|gather|multline)\*?\}(.*)\\end\{.*?\}", source, re.S
    )
    try:
        return convert(inner.group(1).strip() if inner else source, display=display)
    except Exception:  # any of the converter's errors: show what the author wrote
        return f'<code class="tex">{html.escape(source)}</code>'


def code_block(source: str, language: str | None = "python") -> str:
    """Highlighted code."""
    try:
        lexer = get_lexer_by_name(language, stripnl=False) if language else None
    except ClassNotFound:
        lexer = None
    inner = highlight(source, lexer, _FORMATTER) if lexer else html.escape(source)
    return f'<pre class="code"><code>{inner}</code></pre>\n'


class _Renderer(mistune.HTMLRenderer):
    def __init__(self) -> None:
        super().__init__(escape=False, allow_harmful_protocols=True)  # cleaned afterwards

    def block_code(self, code: str, info: str | None = None) -> str:
        return code_block(code.rstrip("\n"), info.split()[0] if info else None)


def _markdown() -> mistune.Markdown:
    plugins = ["table", "strikethrough", "math", "footnotes", "task_lists", "url"]
    found = mistune.create_markdown(renderer=_Renderer(), plugins=plugins)
    found.renderer.register("inline_math", lambda _, text: tex(text))
    found.renderer.register("block_math", lambda _, text: tex(text, "block") + "\n")
    return found


_MARKDOWN = _markdown()


def to_html(source: str, resolve: Resolve) -> str:
    """Safe HTML of a Markdown source."""
    source = _ENVIRONMENT.sub(lambda match: f"$$\n{match.group()}\n$$", source)
    rendered: Any = _MARKDOWN(source)
    return clean(rendered, resolve)
