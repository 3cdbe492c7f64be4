// What every widget shares: elements, the frame, kept state, pictures of the atlas, maps in mm.
// The Python side puts this text before a widget's own module; there is no build step.
const SVG_NS = "http://www.w3.org/2000/svg";
const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG_NS, tag), attributes, children);

// Strings become text nodes: nothing that comes from data is ever read as HTML.
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const shared = (globalThis[Symbol.for("palpate")] ??= { serial: 0, pictures: new Map() });
const freshId = (stem) => `palpate-${stem}-${(shared.serial += 1)}`;

/** A problem that is told to the reader as it stands. */
class Sentence extends Error {}

/** The module of a widget: a frame with a status line, undo and reset around `build(context)`. */
function widget(build) {
  return {
    async render({ model, el }) {
      const stop = new AbortController();
      const data = model.get("data") ?? {};
      const title = h("h3", { id: freshId("title") }, data.title ?? "Palpate");
      const status = h("p", { class: "say", role: "status", "aria-live": "polite" });
      const body = h("div", { class: "body-of-widget" });
      const tools = h("div", { class: "tools", role: "group", "aria-label": "Undo and reset" });
      // No <section>: slides would take it for a slide.
      const root = h("div", { class: "palpate", role: "region", "aria-labelledby": title.id },
        h("header", {}, title, tools), data.intro ? h("p", { class: "intro" }, data.intro) : null, body, status);
      for (const kind of ["keydown", "keyup", "keypress"]) root.addEventListener(kind, (event) => {
        event.stopPropagation(); // the notebook and the deck have keys of their own
        if (kind === "keydown" && event.key === "Escape") document.activeElement.blur();
      });
      // JupyterLab looks for this mark from the focused element upward, and some shortcuts match that
      // element itself.
      root.addEventListener("focusin", (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true"));
      el.append(root);
      const say = (text) => { status.textContent = text; };
      const context = { model, data, root, body, tools, say, signal: stop.signal };
      try {
        await build(context);
      } catch (error) {
        if (!(error instanceof Sentence)) console.warn(error);
        const words = error instanceof Sentence ? error.message : `This widget could not be drawn (${error.message}).`;
        body.replaceChildren(h("p", { class: "problem", role: "alert" }, `${words} The rest of the page works; run the cell again to retry.`));
      }
      return () => stop.abort();
    },
  };
}

/** State that is seen, undone, kept in the model and set from Python. `sane(state)` mends values. */
function keep({ model, tools, say, signal }, initial, sane = (state) => state) {
  const start = { v: 1, ...initial };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const kind = (value) => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value);
  const listeners = [], past = [], future = [];
  let pending = 0;
  const accept = (raw) => {
    if (!raw || !Object.keys(raw).length) return start;
    if (raw.v !== start.v) {
      say("What was kept here comes from another version of this widget; it starts anew.");
      return start;
    }
    // What has not the kind of value it should have is left at its start.
    const fitting = Object.entries(raw).filter(([key, value]) => key in start && (start[key] === null || kind(start[key]) === kind(value)));
    return sane({ ...start, ...Object.fromEntries(fitting) });
  };
  let state = accept(model.get("state"));
  const undo = h("button", { type: "button", onclick: () => step(past, future, "Undone.") }, "Undo");
  const redo = h("button", { type: "button", onclick: () => step(future, past, "Done again.") }, "Redo");
  const reset = h("button", { type: "button", onclick: () => { change(start); say("Reset to the start."); } }, "Reset");
  tools.append(undo, redo, reset);
  const show = (previous) => {
    for (const [button, list] of [[undo, past], [redo, future]]) button.setAttribute("aria-disabled", String(!list.length));
    for (const listener of listeners) listener(state, previous);
  };
  const save = () => {
    pending = 0;
    if (signal.aborted || same(model.get("state"), state)) return;
    model.set("state", state);
    try {
      model.save_changes();
    } catch {
      lost();
    }
  };
  const move = (next) => {
    const previous = state;
    state = next;
    show(previous);
    if (!pending) pending = setTimeout(save, 0); // after the change has been drawn
  };
  function step(from, to, words) {
    if (!from.length) return;
    to.push(state);
    move(from.pop());
    say(words);
  }
  function change(patch, { silent = false } = {}) {
    const next = { ...state, ...patch };
    if (same(next, state)) return;
    if (!silent) {
      past.push(state);
      if (past.length > 100) past.shift();
      future.length = 0;
    }
    move(next);
  }
  const outside = () => {
    const raw = model.get("state");
    if (same(raw, state)) return;
    const previous = state;
    state = accept(raw);
    show(previous);
  };
  const lost = () => say("Python was stopped or restarted. The widget goes on working here; run its cell again to have what you do kept.");
  model.on("change:state", outside);
  model.on("comm_live_update", lost); // Jupyter's word for it
  signal.addEventListener("abort", () => { model.off("change:state", outside); model.off("comm_live_update", lost); clearTimeout(pending); });
  return {
    get now() { return state; },
    change,
    listen(listener) { listeners.push(listener); show(); },
  };
}

// ---- controls ------------------------------------------------------------------------------

const button = (words, onclick, more = {}) => h("button", { type: "button", onclick, ...more }, words);

/** A labelled group of radio buttons; `set(value)` shows a choice without telling `pick`. */
function choice(label, options, pick) {
  const name = freshId("choice");
  const inputs = options.map(([value, words]) => [value, h("input", { type: "radio", name, value, onchange: () => pick(value) }), words]);
  const node = h("fieldset", { class: "choice" }, h("legend", {}, label),
    inputs.map(([, input, words]) => h("label", {}, input, h("span", {}, words))));
  return { node, set: (value) => inputs.forEach(([own, input]) => { input.checked = own === value; }) };
}

/** A labelled menu. */
function menu(label, options, pick) {
  const id = freshId("menu");
  const select = h("select", { id, onchange: () => pick(select.value) },
    options.map(([value, words]) => h("option", { value }, words)));
  return { node: h("div", { class: "menu" }, h("label", { for: id }, label), select), set: (value) => { select.value = value; } };
}

/** A labelled check box. */
function tick(words, pick, checked = false) {
  const input = h("input", { type: "checkbox", onchange: () => pick(input.checked) });
  input.checked = checked;
  return { node: h("label", { class: "tick" }, input, h("span", {}, words)), input, set: (value) => { input.checked = value; } };
}

/** A claim with its badge, and the other side where sources disagree. */
function claim(fact, lead = "") {
  const badge = (one) => h("small", { class: `evidence ${one.kind}`, title: one.full }, one.cite);
  return h("div", { class: "claim" }, h("p", {}, lead ? h("strong", {}, `${lead} `) : null, fact.text, " ", badge(fact)),
    fact.disputed ? h("p", { class: "other-side" }, h("small", { class: "evidence disputed" }, "disputed"), " ", fact.disputed.text, " ", badge(fact.disputed)) : null);
}

const list = (items, tag = "ul") => h(tag, {}, items.map((item) => h("li", {}, item)));
const oneOf = (value, allowed, otherwise) => (allowed.includes(value) ? value : otherwise);
const sideWords = { right: "right", left: "left", both: "both sides" };

// ---- pictures of the atlas -----------------------------------------------------------------

/** A view of the atlas: `facts` (sizes, structures, anchors), `picture(name)`, `ids()`. */
async function openView(model, id) {
  const reference = (model.get("atlas") ?? {})[id];
  if (!reference) throw new Sentence(`There is no view “${id}” in this widget.`);
  const inner = await model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));
  const facts = inner.get("facts"), pictures = inner.get("pictures");
  const picture = (name) => {
    const bytes = pictures[name];
    if (!bytes) return Promise.reject(new Sentence(`The picture “${name}” of the view “${id}” is missing.`));
    return decoded(`${id}/${name}/${bytes.byteLength}`, bytes, name);
  };
  let ids = null;
  return { id, facts, picture, has: (name) => Boolean(pictures[name]), ids: () => (ids ??= picture("ids.png").then((image) => pixels(image, 1000))) };
}

/** The picture as an image element, decoded once for all the widgets of a page. */
function decoded(key, bytes, name) {
  if (!shared.pictures.has(key)) {
    const type = name.endsWith(".png") ? "image/png" : "image/webp";
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([bytes], { type }));
    shared.pictures.set(key, image.decode().then(() => image, () => {
      shared.pictures.delete(key);
      throw new Sentence(`The picture “${name}” could not be read.`);
    }));
  }
  return shared.pictures.get(key);
}

/** Pixels of an image, at most `width` across, nothing smoothed: {width, height, data}. */
function pixels(image, width) {
  const scale = Math.min(1, width / image.naturalWidth);
  const size = [Math.round(image.naturalWidth * scale), Math.round(image.naturalHeight * scale)];
  const canvas = h("canvas", { width: size[0], height: size[1] });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, ...size);
  return { width: size[0], height: size[1], data: context.getImageData(0, 0, ...size).data };
}

/** A data picture painted by `paint(context, width, height)`, as an address for an <image>. */
function painted(width, height, paint) {
  const canvas = h("canvas", { width, height });
  paint(canvas.getContext("2d"), width, height);
  return canvas.toDataURL();
}

// ---- maps in mm ----------------------------------------------------------------------------

/** An SVG over a view, in mm: x is u (to the right of the picture), y is -v (v grows upward). */
class Stage {
  constructor(view, label, window = view.facts.extent_mm) {
    this.view = view;
    const [left, right, bottom, top] = window;
    this.window = window;
    this.ground = s("g", { "aria-hidden": "true" });
    this.over = s("g", {});
    this.svg = s("svg", { viewBox: `${left} ${-top} ${right - left} ${top - bottom}`, class: "stage-picture", role: "group", "aria-label": label },
      this.ground, this.over);
    this.node = h("div", { class: "stage" }, this.svg, h("p", { class: "compass" }, this.facing()));
    this.mm = (right - left) / 100; // one hundredth of the width: a size for marks
  }

  /** Show only a part: [left, right, bottom, top] in mm. */
  zoom(window) {
    const [left, right, bottom, top] = window;
    this.window = window;
    this.svg.setAttribute("viewBox", `${left} ${-top} ${right - left} ${top - bottom}`);
  }

  /** Which way the view faces and whose side is where. */
  facing() {
    const { faces, image_right: side } = this.view.facts;
    const words = { posterior: "Seen from behind", anterior: "Seen from the front", right: "Seen from the right", left: "Seen from the left" };
    return `${words[faces] ?? faces}. The person’s ${side} is on the right of the picture.`;
  }

  /** Place of a pointer event in mm: [u, v]. */
  at(event) {
    const box = this.svg.getBoundingClientRect();
    const [left, right, bottom, top] = this.window;
    const scale = Math.min(box.width / (right - left), box.height / (top - bottom));
    const x = (event.clientX - box.left - (box.width - scale * (right - left)) / 2) / scale;
    const y = (event.clientY - box.top - (box.height - scale * (top - bottom)) / 2) / scale;
    return [left + x, top - y];
  }

  /** Lay a picture of the atlas over the extent, or a muscle's crop at its place. */
  async lay(name, layer = null, opacity = 1) {
    const image = await this.view.picture(name);
    const node = s("image", { href: image.src, ...this.box(image, layer), opacity, preserveAspectRatio: "none" });
    this.ground.append(node);
    return node;
  }

  /** Where a picture lies, in mm. */
  box(image, layer) {
    const { extent_mm: [left, right, bottom, top], mm_per_pixel: mm } = this.view.facts;
    if (!layer) return { x: left, y: -top, width: right - left, height: top - bottom };
    return { x: left + layer.at_px[0] * mm, y: -(top - layer.at_px[1] * mm), width: layer.size[0] * mm, height: layer.size[1] * mm };
  }

  /** Place of an anchor written without its side: [u, v] or null. */
  anchor(name, side) {
    const found = this.view.facts.anchors[`${name}-${side}`] ?? this.view.facts.anchors[name];
    return found ? found.at : null;
  }

  /** Place of [lateral, up] mm beside an anchor; lateral grows toward `side`. */
  beside(name, side, [lateral, up]) {
    const at = this.anchor(name, side);
    const { image_right: edge } = this.view.facts;
    const sign = edge === side || edge === "back" ? 1 : -1; // from one side: toward the back
    return at && [at[0] + sign * lateral, at[1] + up];
  }
}

/** A smooth closed line through corners [[u, v], ...] (Catmull-Rom), as SVG path data. */
function smoothPath(corners) {
  const n = corners.length, at = (i) => corners[(i + n) % n];
  const point = ([u, v]) => `${u.toFixed(1)} ${(-v).toFixed(1)}`;
  const parts = corners.map((from, i) => {
    const to = at(i + 1), before = at(i - 1), after = at(i + 2);
    const one = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const two = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    return `C${point(one)} ${point(two)} ${point(to)}`;
  });
  return `M${point(corners[0])}${parts.join("")}Z`;
}

/** A cross that the arrow keys move over a stage; `mark(at)` on Enter or Space; moves are spoken. */
function cursor(stage, { label, start, mark, say, signal }) {
  const [left, right, bottom, top] = stage.window;
  let at = start, turn = 0;
  const tell = async () => {
    const mine = (turn += 1), words = await placeWords(stage.view, at);
    if (mine === turn) say(`Over: ${words}`);
  };
  const size = stage.mm * 3;
  const cross = s("g", { class: "cross" }, s("line", { x1: -size, x2: size }), s("line", { y1: -size, y2: size }), s("circle", { r: size / 2 }));
  const node = s("g", { class: "cursor", tabindex: 0, role: "application", "aria-label": label, "aria-roledescription": "map" }, cross);
  const show = () => cross.setAttribute("transform", `translate(${at[0]} ${-at[1]})`);
  node.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 1 : Math.max(2, Math.round((right - left) / 80));
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    if (moves[event.key]) {
      at = [Math.min(right, Math.max(left, at[0] + moves[event.key][0])), Math.min(top, Math.max(bottom, at[1] + moves[event.key][1]))];
      show();
      tell();
    } else if (event.key === "Enter" || event.key === " ") {
      turn += 1; // a place that is still being looked up is old news
      mark(at);
    } else return;
    event.preventDefault();
  }, { signal });
  stage.over.append(node);
  show();
  return { node, set: (place) => { at = place; show(); } };
}

/** A soft answer to "where is that?": the structure of the view at a place, in words. */
async function placeWords(view, [u, v]) {
  const ids = await view.ids();
  const structure = structureAt(view, ids, [u, v]);
  return structure ? structure.name : "beside the body";
}

/** The structure of the view under a place, or undefined. */
function structureAt(view, ids, [u, v]) {
  const [left, right, bottom, top] = view.facts.extent_mm;
  const column = Math.floor(((u - left) / (right - left)) * ids.width), row = Math.floor(((top - v) / (top - bottom)) * ids.height);
  if (column < 0 || row < 0 || column >= ids.width || row >= ids.height) return undefined;
  return view.facts.structures[ids.data[4 * (row * ids.width + column)] - 1];
}
