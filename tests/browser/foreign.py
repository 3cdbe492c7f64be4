"""A notebook nobody here wrote, with everything that decks stumble over."""

import base64
import io

import nbformat
from matplotlib.figure import Figure
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output


def png(width=640, height=480):
    """Base64 of a small plot."""
    figure = Figure(figsize=(width / 100, height / 100), dpi=100)
    figure.add_subplot().plot([0, 1, 0, 2])
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return base64.b64encode(out.getvalue()).decode()


def table_html(rows):
    """A table as pandas writes it."""
    body = "".join(f"<tr><th>{i}</th><td>{i * i}</td><td>word {i}</td></tr>" for i in range(rows))
    head = '<tr style="text-align: right;"><th></th><th>square</th><th>name</th></tr>'
    return (
        "<div><style scoped>.x{color:red}</style><table border='1' class='dataframe'>"
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(3)</script></svg>'
)
LONG_CODE = "\n".join(f"value_{i} = {i}  # line {i} of a long cell" for i in range(120))
MARKDOWN = [
    "# A foreign notebook\n\nSome words, *stressed* and **strong**, `code` and a "
    "[link](https://example.org/).",
    "## Mathematics\n\nInline $e^{i\\pi} + 1 = 0$ and\n\n$$\\int_0^1 x^2\\,dx = \\frac{1}{3}$$\n\n"
    "\\begin{align}\na &= b + c \\\\\nd &= \\sqrt{e}\n\\end{align}\n\nand $\\brokencommand{$.",
    "## A table\n\n| a | b |\n| --- | --- |\n"
    + "\n".join(f"| {i} | cell {i} |" for i in range(30)),
    "## Hostile\n\n<script>alert(1)</script><img src=x onerror=alert(2)>"
    "<iframe src='https://example.org'></iframe><b onclick='alert(4)'>bold</b>"
    "<a href='javascript:alert(5)'>link</a><style>body{display:none}</style>",
    "## A picture from the web\n\n![a remote picture](https://example.org/x.png) and "
    "![beside](beside.png) and ![attached](attachment:dot.png)",
    "## Words\n\nالعضلة متعددة الفروع تؤلم. Äöü éèê ñ. "
    + "x" * 300
    + "\n\n"
    + "A sentence. " * 220,
    "### A long list\n\n" + "\n".join(f"- item {i} with a few words behind it" for i in range(40)),
]


def notebook():
    """The notebook with its outputs, as somebody saved it."""
    plain = {"text/plain": "<Figure size 640x480 with 1 Axes>"}
    outputs = [
        [new_output("display_data", data={"image/png": png(), **plain})],
        [new_output("execute_result", data={"text/html": table_html(60), "text/plain": "table"})],
        [new_output("stream", name="stdout", text="line of output\n" * 90)],
        [new_output("display_data", data={"image/svg+xml": SVG, **plain})],
        [new_output("display_data", data={"text/latex": "$\\alpha + \\beta$", "text/plain": "ab"})],
        [
            new_output(
                "display_data",
                data={
                    "application/vnd.jupyter.widget-view+json": {"model_id": "a"},
                    "text/plain": "IntSlider(value=3)",
                },
            )
        ],
        [
            new_output(
                "error",
                ename="ValueError",
                evalue="no",
                traceback=["\x1b[31mValueError\x1b[0m: no"],
            )
        ],
    ]
    cells = [new_markdown_cell(text) for text in MARKDOWN]
    dot = {"dot.png": {"image/png": png(60, 40)}}
    cells[4]["attachments"] = dot
    sources = [
        "# a line goes up and down\nplot()",
        "table()",
        LONG_CODE,
        "svg()",
        "tex()",
        "w()",
        "no()",
    ]
    cells += [
        new_code_cell(source, outputs=found) for source, found in zip(sources, outputs, strict=True)
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=cells)


def write(folder):
    """The notebook file and the picture beside it."""
    (folder / "beside.png").write_bytes(base64.b64decode(png(80, 60)))
    path = folder / "foreign.ipynb"
    nbformat.write(notebook(), path)
    return path
