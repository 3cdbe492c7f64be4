"""Bake the atlas: geometry to picture layers, and check that the committed layers are in step.

``python -m figures.bake [VIEW ...]`` renders the views (all when none is named) into
``figures/atlas/``. ``python -m figures.bake --check`` needs the standard library only: it says
which layers are missing, changed or older than the geometry and style they were baked from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

from figures.views import VIEWS, View

HERE = Path(__file__).resolve().parent
ATLAS = HERE / "atlas"
MANIFEST = ATLAS / "manifest.json"
ALWAYS = (
    "bake_layers.py",
    "bake_anchors.py",
    "body.py",
    "bones/*.py",
    "muscles/*.py",
    "render/*.py",
)


def sources() -> list[Path]:
    """The geometry and style files every layer depends on."""
    return sorted(path for pattern in ALWAYS for path in HERE.glob(pattern))


def inputs_hash(view: View) -> str:
    """Hash of all a view is made from: the source files and its camera."""
    digest = hashlib.sha256(repr(view).encode())
    for path in sources():
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + text + b"\0")
    return digest.hexdigest()


def read_manifest() -> dict[str, dict[str, str]]:
    """The manifest: "<view>/<file>" -> {"inputs", "sha256"}."""
    return json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.exists() else {}


def write(path: Path, data: bytes) -> None:
    """Write a file at once: first to a temporary name, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".tmp")
    part.write_bytes(data)
    part.replace(path)


def store(view: View, files: dict[str, bytes], inputs: str) -> None:
    """Put a view's files and their manifest entries in place; drop what it no longer has."""
    manifest = {k: v for k, v in read_manifest().items() if not k.startswith(f"{view.id}/")}
    for name, data in files.items():
        write(ATLAS / view.id / name, data)
        digest = hashlib.sha256(data).hexdigest()
        manifest[f"{view.id}/{name}"] = {"inputs": inputs, "sha256": digest}
    for old in (ATLAS / view.id).rglob("*"):
        if old.is_file() and old.relative_to(ATLAS).as_posix() not in manifest:
            old.unlink()
    write(MANIFEST, (json.dumps(dict(sorted(manifest.items())), indent=1) + "\n").encode())


def problems() -> list[str]:
    """What is out of step, one sentence each; empty when all is well."""
    manifest, found = read_manifest(), []
    for view in VIEWS.values():
        if not any(name.startswith(f"{view.id}/") for name in manifest):
            found.append(f"{view.id}: not baked yet; run `python -m figures.bake {view.id}`")
    inputs = {view.id: inputs_hash(view) for view in VIEWS.values()}
    for name, entry in manifest.items():
        view_id, path = name.split("/", 1)[0], ATLAS / name
        again = f"run `python -m figures.bake {view_id}`"
        if view_id not in VIEWS:
            found.append(f"{name}: no such view in figures/views.py; delete the folder")
        elif not path.exists():
            found.append(f"{name}: missing; {again}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            found.append(f"{name}: not the file that was baked; {again}")
        elif entry["inputs"] != inputs[view_id]:
            found.append(f"{name}: geometry or style changed since it was baked; {again}")
    listed = {ATLAS / name for name in manifest} | {MANIFEST}
    strays = (p for p in ATLAS.rglob("*") if p.is_file() and p not in listed)
    found += [f"{p.relative_to(ATLAS).as_posix()}: not in the manifest; delete it" for p in strays]
    return found


def bake_views(names: list[str]) -> None:
    """Render and store the named views, with a line of progress per layer."""
    from figures.bake_layers import bake

    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:7.1f} s  {text}", flush=True)

    inputs = {name: inputs_hash(VIEWS[name]) for name in names}  # of the code as it was imported
    for name in names:
        view = VIEWS[name]
        files = bake(view, lambda layer, name=name: say(f"{name}: {layer}"))
        store(view, files, inputs[name])
        size = sum(len(data) for data in files.values())
        say(f"{name}: {len(files)} files, {size / 1024:.0f} kB, stored")


def main(arguments: list[str] | None = None) -> int:
    """Command line; the exit status is 1 when the check finds anything."""
    parser = argparse.ArgumentParser(prog="python -m figures.bake", description=__doc__)
    parser.add_argument("views", nargs="*", metavar="VIEW", help=", ".join(VIEWS))
    parser.add_argument("--check", action="store_true", help="only check what is baked")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.views if name not in VIEWS]
    if unknown:
        parser.error(f"no view {unknown[0]!r}; there are {', '.join(VIEWS)}")
    if options.check:
        found = problems()
        print("\n".join(found) or "atlas: in step")
        return 1 if found else 0
    bake_views(options.views or list(VIEWS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
