"""nbformat, imported in a tenth of the time.

nbformat imports jsonschema, which imports rfc3987_syntax where JupyterLab brought it along; that
package compiles 38 grammars (1 to 2 s) for a check of IRIs that notebooks do not need. jsonschema
does without when the import fails, so it is made to fail just here.
"""

import sys

_NAME = "rfc3987_syntax"
if _NAME in sys.modules or "jsonschema" in sys.modules:
    import nbformat
else:
    sys.modules[_NAME] = None  # type: ignore[assignment]
    try:
        import nbformat
    finally:
        del sys.modules[_NAME]

__all__ = ["nbformat"]
