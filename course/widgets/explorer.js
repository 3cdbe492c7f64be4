// The anatomy explorer: layers from skin to bone, names, what lies over and under a point.
const SCHEMES = [["attachments", "Attachments"], ["depth", "Depth"], ["plain", "Plain"]];
const ROLE_WORDS = { origin: "bone of origin", insertion: "bone of insertion", both: "bone of origin and of insertion", between: "bone between" };
const GHOST = 0.3;

const bareId = (id) => id.replace(/-(right|left)$/, "");
const sideOf = (id) => (/-(right|left)$/.exec(id) ?? [])[1];

/** A picture with its hue replaced and its light and dark kept, as an address. */
function recoloured(image, colour) {
  return painted(image.naturalWidth, image.naturalHeight, (context, width, height) => {
    context.drawImage(image, 0, 0);
    context.globalCompositeOperation = "color";
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = "destination-in";
    context.drawImage(image, 0, 0);
  });
}

/** The colours of the bones for multiplying over the shaded picture; "both" is hatched. */
function boneTint(ids, facts, roles, side, colours) {
  // Lightened by a quarter: multiplied over the shaded bone it comes out as the plate's colour.
  const rgb = (hex) => [1, 3, 5].map((i) => 0.75 * parseInt(hex.slice(i, i + 2), 16) + 64);
  const paints = facts.structures.map(({ id }) => {
    const role = roles[bareId(id)], own = sideOf(id);
    if (!role || (own && side !== "both" && own !== side)) return null;
    return role === "both" ? [rgb(colours.origin), rgb(colours.insertion)] : [rgb(colours[role])];
  });
  return painted(ids.width, ids.height, (context) => {
    const image = context.createImageData(ids.width, ids.height);
    for (let i = 0, n = ids.width * ids.height; i < n; i += 1) {
      const paint = paints[ids.data[4 * i] - 1];
      if (!paint) continue;
      const stripe = ((i % ids.width) + Math.floor(i / ids.width)) % 24 < 12 ? 0 : paint.length - 1;
      image.data.set(paint[stripe], 4 * i);
      image.data[4 * i + 3] = 225;
    }
    context.putImageData(image, 0, 0);
  });
}

/** Where each structure is best pointed at: the pixel of it that is nearest to its middle. */
function middles(ids, facts) {
  const [left, right, bottom, top] = facts.extent_mm, step = 3;
  const sums = facts.structures.map(() => [0, 0, 0]);
  const each = (visit) => {
    for (let row = 0; row < ids.height; row += step) for (let column = 0; column < ids.width; column += step) {
      const number = ids.data[4 * (row * ids.width + column)];
      if (number) visit(number - 1, column, row);
    }
  };
  each((index, column, row) => { const sum = sums[index]; sum[0] += column; sum[1] += row; sum[2] += 1; });
  const best = sums.map(() => [Infinity, 0, 0]);
  each((index, column, row) => {
    const [x, y, count] = sums[index], far = Math.hypot(column - x / count, row - y / count);
    if (far < best[index][0]) best[index] = [far, column, row];
  });
  return best.map(([far, column, row]) => (far === Infinity ? null : [left + ((column + 0.5) / ids.width) * (right - left), top - ((row + 0.5) / ids.height) * (top - bottom)]));
}

class Explorer {
  constructor({ model, data, body, say, signal }, store) {
    Object.assign(this, { model, data, say, signal, store });
    this.map = h("div", {});
    this.view = menu("View", data.views, (view) => store.change({ view, selected: null, only: null }));
    this.side = choice("Side", [["right", "Right"], ["left", "Left"], ["both", "Both"]], (side) => store.change({ side, only: null }));
    this.scheme = choice("Colours", SCHEMES, (scheme) => store.change({ scheme }));
    this.labels = tick("Names on the picture", (labels) => store.change({ labels }));
    this.layers = h("fieldset", { class: "layers" });
    this.legend = h("p", { class: "legend" });
    this.info = h("div", { class: "info scroll", tabindex: 0, role: "region", "aria-label": "About the chosen structure" });
    this.depths = h("div", { class: "depths" });
    body.append(h("div", { class: "columns" }, h("div", {}, this.map, this.legend),
      h("div", {}, data.views.length > 1 ? this.view.node : null, this.side.node, this.scheme.node, this.labels.node, this.layers, this.info, this.depths)));
    this.pictures = new Map();
  }

  /** Layers of the shown side, from the skin inward: {key, name, muscle, entries}. */
  layersOf(facts, side) {
    const found = new Map();
    for (const [id, entry] of Object.entries(facts.layers)) {
      if (side !== "both" && entry.side !== side) continue;
      const layer = found.get(entry.muscle) ?? { key: entry.muscle, name: this.data.muscles[entry.muscle]?.name ?? entry.name.replace(/, (right|left)$/, ""), depth: entry.depth, entries: [] };
      layer.entries.push({ id, ...entry });
      found.set(entry.muscle, layer);
    }
    return [...found.values()].sort((a, b) => a.depth - b.depth);
  }

  opacity(key) {
    const { only, opacity } = this.store.now;
    if (only) return key === only || key === "bones" ? 1 : 0;
    const usual = key === "skin" ? 0 : key === "bones" || this.data.pattern_muscles.includes(key) ? 1 : GHOST;
    return opacity[key] ?? usual;
  }

  /** Everything anew: another view or side. */
  async open() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const { view: id, side } = this.store.now;
    const view = await openView(this.model, id);
    const ids = await view.ids();
    if (turn !== this.turn || this.signal.aborted) return;
    this.atlas = view;
    this.ids = ids;
    this.stage = new Stage(view, `${view.facts.title}: ${view.facts.description}`);
    this.shown = this.layersOf(view.facts, side);
    await this.lay();
    if (turn !== this.turn) return;
    this.spots();
    this.map.replaceChildren(this.stage.node);
    this.controls();
    const svg = this.stage.svg;
    svg.addEventListener("pointermove", (event) => this.hover(event), { signal: this.signal });
    svg.addEventListener("pointerleave", () => { this.tip.textContent = ""; }, { signal: this.signal });
    svg.addEventListener("click", (event) => this.click(event), { signal: this.signal });
    this.colour();
    this.fade();
    this.choose();
  }

  async lay() {
    const stage = this.stage, layers = (this.nodes = new Map());
    layers.set("bones", [{ node: await stage.lay("shade.webp") }]);
    this.tint = s("image", { style: "mix-blend-mode:multiply", ...stage.box(null, null), preserveAspectRatio: "none" });
    stage.ground.append(this.tint);
    for (const layer of [...this.shown].reverse()) {
      const parts = [];
      for (const entry of layer.entries) {
        try {
          const image = await this.atlas.picture(entry.file);
          parts.push({ entry, image, node: await stage.lay(entry.file, entry) });
        } catch (error) {
          this.say(error.message);
        }
      }
      layers.set(layer.key, parts);
    }
    if (this.atlas.has("skin.webp")) layers.set("skin", [{ node: await stage.lay("skin.webp") }]);
    this.rings = s("g", { class: "rings", "aria-hidden": "true" });
    this.marks = s("g", { class: "labels", "aria-hidden": "true" });
    this.tip = h("p", { class: "tip", "aria-hidden": "true" });
    stage.over.append(this.rings, this.marks);
    stage.node.append(this.tip);
  }

  /** One place to point at for each structure and muscle, in one tab stop. */
  spots() {
    const { facts } = this.atlas, where = middles(this.ids, facts);
    const items = [];
    for (const layer of this.shown) for (const { id } of layer.entries) {
      const anchor = facts.anchors[id];
      if (anchor) items.push({ id, name: `${layer.name}, ${sideOf(id)}`, at: anchor.at, muscle: layer.key });
    }
    facts.structures.forEach((structure, index) => { if (where[index]) items.push({ ...structure, at: where[index] }); });
    this.items = items;
    const box = s("g", { role: "listbox", "aria-label": "Structures of this view, muscles first. Arrow keys move, the details follow." });
    for (const item of items) {
      item.node = s("circle", { class: "spot", role: "option", "aria-label": item.name, "aria-selected": "false", tabindex: -1, cx: item.at[0], cy: -item.at[1], r: this.stage.mm * 1.5 });
      item.node.addEventListener("focus", () => this.store.change({ selected: item.id }), { signal: this.signal });
      box.append(item.node);
    }
    items[0]?.node.setAttribute("tabindex", 0);
    box.addEventListener("keydown", (event) => this.walk(event), { signal: this.signal });
    this.stage.over.append(box);
  }

  walk(event) {
    const now = this.items.findIndex((item) => item.node === event.target), last = this.items.length - 1;
    const to = { ArrowDown: Math.min(now + 1, last), ArrowRight: Math.min(now + 1, last), ArrowUp: Math.max(now - 1, 0), ArrowLeft: Math.max(now - 1, 0), Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.items[to].node.focus();
  }

  controls() {
    const rows = [...(this.nodes.has("skin") ? [{ key: "skin", name: "Skin" }] : []), ...this.shown, { key: "bones", name: "Bones" }];
    this.sliders = new Map();
    this.onlys = new Map();
    const nodes = rows.map(({ key, name }) => {
      const id = freshId("layer");
      const slider = h("input", { id, type: "range", min: 0, max: 100, step: 5, "aria-valuetext": "" });
      slider.addEventListener("input", () => this.store.change({ only: null, opacity: { ...this.visible(), [key]: slider.value / 100 } }));
      this.sliders.set(key, slider);
      const alone = key === "skin" || key === "bones" ? h("span") : button("Only", () => this.store.change({ only: this.store.now.only === key ? null : key }), { "aria-label": `Show only ${name}` });
      this.onlys.set(key, alone);
      return h("div", { class: "layer" }, h("label", { for: id }, name), slider, alone);
    });
    this.layers.replaceChildren(h("legend", {}, "Layers, from the skin inward"), ...nodes);
  }

  visible() {
    return Object.fromEntries([...this.sliders.keys()].map((key) => [key, this.opacity(key)]));
  }

  fade() {
    for (const [key, parts] of this.nodes) for (const { node } of parts) node.setAttribute("opacity", this.opacity(key));
    this.tint.setAttribute("opacity", this.store.now.scheme === "attachments" ? this.opacity("bones") : 0);
    for (const [key, slider] of this.sliders) {
      slider.value = Math.round(100 * this.opacity(key));
      slider.setAttribute("aria-valuetext", `${slider.value} percent`);
      const alone = this.onlys.get(key);
      if (alone.tagName === "BUTTON") alone.setAttribute("aria-pressed", String(this.store.now.only === key));
    }
  }

  colour() {
    const { scheme, side } = this.store.now, { colours, roles } = this.data;
    const once = (key, make) => { if (!this.pictures.has(key)) this.pictures.set(key, make()); return this.pictures.get(key); };
    if (scheme === "attachments") this.tint.setAttribute("href", once(`tint/${this.atlas.id}/${side}`, () => boneTint(this.ids, this.atlas.facts, roles, side, colours.bones)));
    for (const layer of this.shown) for (const { entry, image, node } of this.nodes.get(layer.key)) {
      const depth = colours.depths[Math.min(layer.depth, colours.depths.length) - 1];
      node.setAttribute("href", scheme === "depth" ? once(`depth/${this.atlas.id}/${entry.id}`, () => recoloured(image, depth)) : image.src);
    }
    const sides = side === "both" ? ["right", "left"] : [side];
    const joints = scheme === "attachments" ? this.data.joints.flatMap((name) => sides.map((own) => this.stage.anchor(name, own)).filter(Boolean)) : [];
    this.rings.replaceChildren(...joints.map(([u, v]) => s("circle", { cx: u, cy: -v, r: this.stage.mm * 0.9, fill: "none", stroke: "#1b1b1b", "stroke-width": 1.4, "vector-effect": "non-scaling-stroke" })));
    this.legend.textContent = {
      attachments: "Blue: bone of origin. Green: bone of insertion. Striped: both. Yellow: a bone between. Rings: the joints the muscle acts on.",
      depth: "Light muscles lie near the skin, dark ones deep.",
      plain: "Muscles and bones without added colours.",
    }[scheme];
  }

  /** Names that do not touch each other: the chosen one first, then muscles, then bones. */
  names() {
    const { labels, selected } = this.store.now, size = this.stage.mm * 2.6, taken = [];
    const wanted = this.items.filter((item) => item.id === selected || (labels && item.kind !== "disc" && (!item.muscle || this.opacity(item.muscle) > 0.15)));
    wanted.sort((a, b) => (b.id === selected) - (a.id === selected) || Boolean(b.muscle) - Boolean(a.muscle));
    this.marks.replaceChildren();
    for (const item of wanted) {
      const wide = item.name.length * size * 0.52, [u, v] = item.at;
      const [left, right] = this.stage.window, x = Math.min(Math.max(u, left + wide / 2), right - wide / 2);
      const y = item.id === selected ? v + size * 1.3 : v; // above its ring
      const box = [x - wide / 2, y - size * 0.7, x + wide / 2, y + size * 0.7];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      this.marks.append(s("g", { class: "label" }, s("text", { x, y: -y + size * 0.35, "font-size": size, "text-anchor": "middle" }, item.name)));
    }
  }

  /** Layers at a place, from the skin inward, seen or not. */
  stack(at) {
    const found = [];
    if (this.nodes.has("skin")) found.push({ name: "Skin" });
    for (const layer of this.shown) for (const { entry, image } of this.nodes.get(layer.key)) {
      this.alphas ??= new Map();
      if (!this.alphas.has(entry.id)) this.alphas.set(entry.id, pixels(image, 300));
      const map = this.alphas.get(entry.id), box = this.stage.box(image, entry);
      const column = Math.floor(((at[0] - box.x) / box.width) * map.width), row = Math.floor(((-at[1] - box.y) / box.height) * map.height);
      const inside = column >= 0 && row >= 0 && column < map.width && row < map.height;
      if (inside && map.data[4 * (row * map.width + column) + 3] > 140) found.push({ id: entry.id, name: `${layer.name}, ${entry.side}`, key: layer.key });
    }
    const bone = structureAt(this.atlas, this.ids, at);
    if (bone) found.push({ id: bone.id, name: bone.name, key: "bones" });
    return found;
  }

  top(stack) {
    return stack.find((one) => one.key && this.opacity(one.key) > 0.2) ?? stack.find((one) => one.id);
  }

  hover(event) {
    const found = this.top(this.stack(this.stage.at(event)));
    this.tip.textContent = found ? found.name : "";
  }

  click(event) {
    const at = this.stage.at(event), stack = this.stack(at), found = this.top(stack);
    if (!found) return;
    this.below(stack);
    this.store.change({ selected: found.id });
  }

  below(stack) {
    this.depths.replaceChildren(h("h4", {}, "Over and under this point"),
      h("ol", {}, stack.map(({ id, name }) => h("li", {}, id ? button(name, () => this.store.change({ selected: id })) : name))));
  }

  /** Tell about the chosen structure and mark it. */
  choose() {
    const { selected } = this.store.now, item = this.items.find((one) => one.id === selected);
    for (const one of this.items) one.node.setAttribute("aria-selected", String(one === item));
    this.names();
    if (!item) {
      this.info.replaceChildren(h("p", {}, selected ? "The chosen structure is not drawn in this view or on this side." : "Nothing chosen yet."));
      return;
    }
    this.items.forEach((one) => one.node.setAttribute("tabindex", one === item ? 0 : -1));
    const muscle = this.data.muscles[item.muscle];
    this.info.replaceChildren(...(muscle ? this.muscleWords(muscle, item) : this.boneWords(item)));
    this.say(muscle ? `${item.name}. Nerve: ${muscle.nerve.text}` : `${item.name}. ${this.roleWords(item)}`);
  }

  muscleWords(muscle, item) {
    return [h("h4", {}, item.name), h("p", {}, h("em", {}, muscle.latin), ` · layer ${muscle.depth} from the skin`),
      h("p", {}, h("strong", {}, "Origin")), muscle.origin.map((fact) => claim(fact)), h("p", {}, h("strong", {}, "Insertion")), muscle.insertion.map((fact) => claim(fact)),
      claim(muscle.nerve, "Nerve."), h("p", {}, h("strong", {}, "Action")), muscle.actions.map((fact) => claim(fact)), claim(muscle.layer, "Over and under.")].flat();
  }

  roleWords(item) {
    const role = this.data.roles[bareId(item.id)];
    return role ? `In this pattern: ${ROLE_WORDS[role]}.` : "";
  }

  boneWords(item) {
    const bone = this.data.bones[bareId(item.id)];
    return [h("h4", {}, item.name), bone ? h("p", {}, h("em", {}, bone.latin)) : null, h("p", {}, this.roleWords(item))].filter(Boolean);
  }

  shownControls() {
    const { view, side, scheme, labels } = this.store.now;
    this.view.set(view);
    this.side.set(side);
    this.scheme.set(scheme);
    this.labels.set(labels);
  }
}

export default widget(async (context) => {
  const { data, model } = context, views = data.views.map(([id]) => id);
  const store = keep(context, { view: views[0], side: data.side, scheme: "attachments", labels: true, opacity: {}, only: null, selected: null },
    (state) => ({ ...state, view: oneOf(state.view, views, views[0]), side: oneOf(state.side, Object.keys(sideWords), data.side), scheme: oneOf(state.scheme, SCHEMES.map(([id]) => id), "attachments") }));
  const explorer = new Explorer(context, store);
  await explorer.open();
  store.listen((now, before) => {
    explorer.shownControls();
    if (!before) return;
    if (now.view !== before.view || now.side !== before.side) {
      explorer.open().catch((error) => context.say(error.message));
      return;
    }
    if (now.scheme !== before.scheme) explorer.colour();
    if (now.scheme !== before.scheme || now.opacity !== before.opacity || now.only !== before.only) explorer.fade();
    if (now.selected !== before.selected) explorer.choose();
    else explorer.names();
  });
});
