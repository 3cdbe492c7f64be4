"""Bake the atlas: geometry to picture layers, and check that the committed layers are in step.

``python -m figures.bake [VIEW ...]`` renders what is missing or out of step (of all views when none
is named; ``--again`` renders all of it) into ``figures/atlas/``. Each layer is stored as soon as it
is rendered, so that a bake which was stopped goes on where it was. ``python -m figures.bake
--check`` needs the standard library only: it says which layers are missing, changed or older than
the geometry, camera and style they were baked from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from figures.views import VIEWS, View

HERE = Path(__file__).resolve().parent
ATLAS = HERE / "atlas"
MANIFEST = ATLAS / "manifest.json"

# The files every layer of a kind is made from, besides the modules of its own bones or muscle.
STYLE = ("bake_layers.py", "render/*.py")
BONES = ("bones/frame.py", "bones/recipe.py", "bones/sculpt.py", "bones/skeleton.py")
ALWAYS = {
    "bones": (*STYLE, *BONES),
    "skin": (*STYLE, "body.py"),
    "muscle": (*STYLE, *BONES, "muscles/attach.py", "muscles/belly.py", "muscles/musculature.py"),
    "anchors": ("bake_anchors.py", *STYLE, "body.py", "bones/*.py", "muscles/*.py"),
}


@dataclass(frozen=True)
class Layer:
    """One step of a bake: the files it writes, their kind and the modules they are made from."""

    kind: str  # bones, skin, muscle or anchors
    files: tuple[str, ...]
    modules: tuple[str, ...] = ()  # such as bones/hip.py, relative to this package


@dataclass(frozen=True)
class Baked:
    """What baking a layer gave: files by name, and where a muscle's crop lies (column, row)."""

    files: dict[str, bytes]
    at_px: tuple[int, int] | None = None


def kind_of(file: str) -> str:
    """The kind of a view's file, from its name; whole-body views are shaded skin."""
    known = {"skin.webp": "skin", "anchors.json": "anchors"}
    return "muscle" if file.startswith("muscles/") else known.get(file, "bones")


def camera_of(view: View, kind: str) -> str:
    """The part of a view's definition that a layer of a kind depends on."""
    frame = (view.faces, view.centre, view.width, view.height, view.mm_per_pixel)
    if kind == "anchors":
        return repr(view)
    return repr((frame, view.arms_forward) if kind == "skin" else (frame, view.bones, view.fog))


def text_of(path: Path) -> bytes:
    """A source without empty lines and comment lines: they change no picture."""
    lines = path.read_text("utf-8").splitlines()
    kept = (line.rstrip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    return "\n".join(kept).encode()


def inputs_hash(view: View, kind: str, modules: Iterable[str]) -> str:
    """Hash of all a layer is made from: its sources and what it needs of the camera."""
    kind = "skin" if kind == "bones" and not view.shows_bones else kind
    paths = {path for pattern in ALWAYS[kind] for path in HERE.glob(pattern)}
    digest = hashlib.sha256(camera_of(view, kind).encode())
    for path in sorted(paths | {HERE / name for name in modules}):
        text = text_of(path) if path.exists() else b"(missing)"
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + text + b"\0")
    return digest.hexdigest()


def read_manifest() -> dict[str, dict]:
    """The manifest: "<view>/<file>" -> {"inputs", "modules", "sha256"} and a muscle's "at_px"."""
    return json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.exists() else {}


def write(path: Path, data: bytes) -> None:
    """Write a file at once: first to a temporary name, then in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".tmp")
    part.write_bytes(data)
    part.replace(path)


def in_step(view: View, layer: Layer) -> bool:
    """Whether all files of a layer are there, as baked from the sources as they are now."""
    manifest = read_manifest()
    inputs = inputs_hash(view, layer.kind, layer.modules)
    for file in layer.files:
        entry, path = manifest.get(f"{view.id}/{file}"), ATLAS / view.id / file
        if entry is None or entry["inputs"] != inputs or not path.exists():
            return False
        if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            return False
    return True


def store(view: View, layer: Layer, baked: Baked, inputs: str) -> None:
    """Put a layer's files and their manifest entries in place."""
    manifest = read_manifest()
    place = {"at_px": list(baked.at_px)} if baked.at_px else {}
    for name, data in baked.files.items():
        write(ATLAS / view.id / name, data)
        digest = hashlib.sha256(data).hexdigest()
        entry = {"inputs": inputs, "modules": list(layer.modules), "sha256": digest}
        manifest[f"{view.id}/{name}"] = entry | place
    write(MANIFEST, (json.dumps(dict(sorted(manifest.items())), indent=1) + "\n").encode())


def drop_others(view: View, layers: list[Layer]) -> None:
    """Remove the files and entries of a view that it no longer has."""
    wanted = {f"{view.id}/{file}" for layer in layers for file in layer.files}
    manifest = {
        name: entry
        for name, entry in read_manifest().items()
        if name in wanted or not name.startswith(f"{view.id}/")
    }
    for old in (ATLAS / view.id).rglob("*"):
        if old.is_file() and old.relative_to(ATLAS).as_posix() not in manifest:
            old.unlink()
    write(MANIFEST, (json.dumps(dict(sorted(manifest.items())), indent=1) + "\n").encode())


def expected(view: View) -> set[str]:
    """The files a view must have."""
    muscles = {f"muscles/{name}-{side}.webp" for name in view.muscles for side in ("right", "left")}
    skin = {"skin.webp"} if view.shows_bones else set()
    return {"shade.webp", "ids.png", "anchors.json"} | skin | muscles


def problems() -> list[str]:
    """What is out of step, one sentence each; empty when all is well."""
    manifest, found = read_manifest(), []
    for view in VIEWS.values():
        missing = sorted(f for f in expected(view) if f"{view.id}/{f}" not in manifest)
        if missing:
            what = "" if len(missing) == len(expected(view)) else f" ({', '.join(missing)})"
            found.append(f"{view.id}: not baked yet{what}; run `python -m figures.bake {view.id}`")
    for name, entry in manifest.items():
        view_id, file = name.split("/", 1)
        path, again = ATLAS / name, f"run `python -m figures.bake {view_id}`"
        if view_id not in VIEWS:
            found.append(f"{name}: no such view in figures/views.py; delete the folder")
        elif not path.exists():
            found.append(f"{name}: missing; {again}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            found.append(f"{name}: not the file that was baked; {again}")
        elif entry["inputs"] != inputs_hash(VIEWS[view_id], kind_of(file), entry["modules"]):
            found.append(f"{name}: geometry or style changed since it was baked; {again}")
    listed = {ATLAS / name for name in manifest} | {MANIFEST}
    strays = (p for p in ATLAS.rglob("*") if p.is_file() and p not in listed)
    found += [f"{p.relative_to(ATLAS).as_posix()}: not in the manifest; delete it" for p in strays]
    return found


def bake_views(names: list[str], *, again: bool = False) -> None:
    """Render and store what is out of step in the named views, with a line for each layer."""
    from figures import bake_layers

    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:7.1f} s  {text}", flush=True)

    for name in names:
        view = VIEWS[name]
        layers = bake_layers.plan(view)
        for layer in layers:
            if not again and in_step(view, layer):
                say(f"{name}: {layer.files[0]} is in step")
                continue
            inputs = inputs_hash(view, layer.kind, layer.modules)
            store(view, layer, bake_layers.bake(view, layer), inputs)
            say(f"{name}: {layer.files[0]}")
        drop_others(view, layers)


def main(arguments: list[str] | None = None) -> int:
    """Command line; the exit status is 1 when the check finds anything."""
    parser = argparse.ArgumentParser(prog="python -m figures.bake", description=__doc__)
    parser.add_argument("views", nargs="*", metavar="VIEW", help=", ".join(VIEWS))
    parser.add_argument("--check", action="store_true", help="only check what is baked")
    parser.add_argument("--again", action="store_true", help="render what is in step, too")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.views if name not in VIEWS]
    if unknown:
        parser.error(f"no view {unknown[0]!r}; there are {', '.join(VIEWS)}")
    if options.check:
        found = problems()
        print("\n".join(found) or "atlas: in step")
        return 1 if found else 0
    bake_views(options.views or list(VIEWS), again=options.again)
    return 0


if __name__ == "__main__":
    sys.exit(main())
