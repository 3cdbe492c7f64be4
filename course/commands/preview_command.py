"""palpate preview: the deck of a lesson or notebook in the browser, made again when it changes."""

import argparse
import os
from pathlib import Path

from course.commands.errors import CommandError

EXAMPLE = "palpate preview my-notebook.ipynb"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to show."""
    parser.add_argument("what", metavar="SLUG|NOTEBOOK", help="a pattern or a notebook")
    parser.add_argument("--port", type=int, default=0, help="default: any that is free")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--page", action="store_true", help="one page to read instead of slides")
    parser.add_argument("--show-code", action="store_true", help="show the code cells as well")


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl+C."""
    from course.export.build import How
    from course.export.preview import Preview

    path = Path(options.what) if options.what.endswith(".ipynb") else None
    if path is not None and not path.is_file():
        raise CommandError(f"there is no notebook '{path}'")
    how = How(
        workers=os.cpu_count() or 1,
        data=os.environ.get("PALPATE_DATA", ""),
        reading=options.page,
        show_code=options.show_code,
        allow_errors=True,
    )
    with Preview(options.what, path, how, options.port) as preview:
        print(f"{preview.address}\nit shows every change you save; Ctrl+C ends it", flush=True)
        if not options.no_browser:
            import webbrowser

            webbrowser.open(preview.address)
        preview.serve()
    return 0
