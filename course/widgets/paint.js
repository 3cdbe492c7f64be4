// Painting on a stage, and how far two areas overlap. A stroke is [radius, u, v, u, v, ...] in mm;
// a negative radius rubs out.
const PAINT = [20, 80, 122];

class Grid {
  /** `cell` (mm) is the step that areas are compared on. */
  constructor(stage, inside, cell = 2.5) {
    this.cell = cell;
    [this.left, this.right, this.bottom, this.top] = stage.view.facts.extent_mm;
    this.width = Math.round((this.right - this.left) / this.cell);
    this.height = Math.round((this.top - this.bottom) / this.cell);
    this.canvas = h("canvas", { width: this.width, height: this.height });
    this.pen = this.canvas.getContext("2d", { willReadFrequently: true });
    this.inside = this.scaled(inside);
  }

  /** Where the body is, from the opacity of a picture, on this grid. */
  scaled(image) {
    this.pen.drawImage(image, 0, 0, this.width, this.height);
    const { data } = this.pen.getImageData(0, 0, this.width, this.height);
    return Uint8Array.from({ length: this.width * this.height }, (_, i) => (data[4 * i + 3] > 128 ? 1 : 0));
  }

  column(u) { return (u - this.left) / this.cell; }
  row(v) { return (this.top - v) / this.cell; }

  /** Cells that `draw(pen)` covers; strokes and polygons in cells. */
  mask(draw) {
    const { pen, width, height } = this;
    pen.clearRect(0, 0, width, height);
    pen.fillStyle = pen.strokeStyle = "#000";
    pen.lineCap = pen.lineJoin = "round";
    draw(pen);
    pen.globalCompositeOperation = "source-over";
    const { data } = pen.getImageData(0, 0, width, height);
    const found = new Uint8Array(width * height);
    for (let i = 0; i < found.length; i += 1) found[i] = this.inside[i] && data[4 * i + 3] > 128 ? 1 : 0;
    return found;
  }

  strokes(strokes) {
    return this.mask((pen) => {
      for (const [radius, ...points] of strokes) {
        pen.globalCompositeOperation = radius < 0 ? "destination-out" : "source-over";
        pen.lineWidth = (2 * Math.abs(radius)) / this.cell;
        pen.beginPath();
        for (let i = 0; i < points.length; i += 2) pen.lineTo(this.column(points[i]), this.row(points[i + 1]));
        if (points.length === 2) pen.lineTo(this.column(points[0]) + 0.01, this.row(points[1]));
        pen.stroke();
      }
    });
  }

  /** Cells inside smooth outlines through corners [[u, v], ...]. */
  outlines(outlines) {
    return this.mask((pen) => {
      pen.setTransform(1 / this.cell, 0, 0, 1 / this.cell, -this.left / this.cell, this.top / this.cell);
      for (const corners of outlines) pen.fill(new Path2D(smoothPath(corners)));
      pen.setTransform(1, 0, 0, 1, 0, 0);
    });
  }

  /** The cells as a striped picture, so that paint is told from zones without its colour. */
  picture(mask) {
    return painted(this.width, this.height, (pen) => {
      const image = pen.createImageData(this.width, this.height);
      for (let i = 0; i < mask.length; i += 1) {
        if (mask[i]) image.data.set([...PAINT, ((i % this.width) + Math.floor(i / this.width)) % 6 < 3 ? 190 : 110], 4 * i);
      }
      pen.putImageData(image, 0, 0);
    });
  }
}

const count = (mask) => mask.reduce((sum, cell) => sum + cell, 0);
const both = (a, b) => { let n = 0; for (let i = 0; i < a.length; i += 1) n += a[i] & b[i]; return n; };

/** Jaccard and Dice of two areas, and the shares of each inside the other (0 to 1). */
function overlap(a, b) {
  const one = count(a), two = count(b), common = both(a, b);
  return { jaccard: one + two - common ? common / (one + two - common) : 0, dice: one + two ? (2 * common) / (one + two) : 0, ofFirst: one ? common / one : 0, ofSecond: two ? common / two : 0 };
}

/** A brush on a stage. `strokes()` gives what is kept, `put(strokes)` keeps it. */
class Brush {
  constructor(stage, inside, { strokes, put, say, signal, cell }) {
    Object.assign(this, { stage, strokes, put, say, signal });
    this.grid = new Grid(stage, inside, cell);
    this.radius = 12;
    this.rub = false;
    this.layer = s("image", { ...stage.box(null, null), preserveAspectRatio: "none", "aria-hidden": "true" });
    this.live = s("polyline", { fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" });
    stage.ground.append(this.layer, this.live);
    const svg = stage.svg, on = (kind, listener) => svg.addEventListener(kind, listener, { signal });
    on("pointerdown", (event) => this.start(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", () => this.end());
    on("pointercancel", () => this.end());
    const [left, right, bottom, top] = stage.window;
    cursor(stage, { label: "Brush. Arrow keys move it by steps, with Shift by 1 mm; Enter or Space paints a spot.", start: [(left + right) / 2, (bottom + top) / 2], mark: (at) => this.add([this.size, ...at]), say, signal });
    this.tools = h("div", { class: "row" },
      this.tool.node, this.wide.node);
  }

  get size() { return this.rub ? -this.radius : this.radius; }

  get tool() {
    return (this._tool ??= (() => { const made = choice("Tool", [["paint", "Paint"], ["rub", "Rub out"]], (value) => { this.rub = value === "rub"; }); made.set("paint"); return made; })());
  }

  get wide() {
    return (this._wide ??= (() => { const made = choice("Brush", [[6, "12 mm"], [12, "24 mm"], [24, "48 mm"]].map(([r, words]) => [String(r), words]), (value) => { this.radius = Number(value); }); made.set("12"); return made; })());
  }

  start(event) {
    if (event.button || event.target.closest(".cursor")) return;
    this.line = [...this.stage.at(event)];
    try { this.stage.svg.setPointerCapture(event.pointerId); } catch { /* a pointer that is gone already */ }
    this.live.setAttribute("stroke", this.rub ? "rgb(255 255 255 / .7)" : "rgb(20 80 122 / .5)");
    this.live.setAttribute("stroke-width", 2 * this.radius);
    this.move(event);
  }

  move(event) {
    if (!this.line) return;
    const [u, v] = this.stage.at(event), n = this.line.length;
    if (n < 4 || Math.hypot(u - this.line[n - 2], v - this.line[n - 1]) > 2) this.line.push(u, v);
    this.live.setAttribute("points", this.line.map((x, i) => (i % 2 ? -x : x).toFixed(1)).join(" "));
  }

  end() {
    if (!this.line) return;
    this.add([this.size, ...this.line]);
    this.line = null;
    this.live.setAttribute("points", "");
  }

  add(stroke) {
    this.put([...this.strokes(), stroke.map((n) => Math.round(n * 10) / 10)]);
  }

  /** Draw what is kept; returns the painted cells. */
  show() {
    const strokes = this.strokes();
    this.cells = this.grid.strokes(strokes);
    if (strokes.length) this.layer.setAttribute("href", this.grid.picture(this.cells));
    else this.layer.removeAttribute("href");
    return this.cells;
  }
}

/** The same in words: tick named places; each is a painted disc of `radius` mm. */
function places(anchors, radius, brush) {
  const disc = ({ at }) => [radius, ...at];
  const has = (strokes, stroke) => strokes.findIndex((own) => own.length === 3 && own.every((n, i) => Math.abs(n - stroke[i]) < 0.06));
  const ticks = anchors.map((anchor) => ({ anchor, ...tick(anchor.name, (checked) => {
    const strokes = brush.strokes(), at = has(strokes, disc(anchor));
    if (checked) brush.add(disc(anchor));
    else if (at >= 0) brush.put(strokes.filter((_, index) => index !== at));
  }) }));
  return {
    node: h("fieldset", { class: "ticks scroll", tabindex: 0 }, h("legend", {}, `Places (a disc of ${2 * radius} mm around each)`), ticks.map(({ node }) => node)),
    show: () => ticks.forEach(({ anchor, set }) => set(has(brush.strokes(), disc(anchor)) >= 0)),
  };
}

/** Outlines of zones on a stage: solid for essential, dotted for spillover, over a light fill. */
function zoneNodes(zones, stage, side) {
  return zones.map((zone) => {
    const corners = zone.outline.map((point) => stage.beside(zone.around, side, point)).filter(Boolean);
    if (corners.length < 4) return null;
    const core = zone.kind === "essential";
    return s("path", { d: smoothPath(corners), fill: core ? "rgb(200 16 46 / .38)" : "rgb(200 16 46 / .12)", stroke: "#a00d25", "stroke-width": 2, "stroke-dasharray": core ? null : "2 5", "stroke-linecap": "round", "vector-effect": "non-scaling-stroke" });
  }).filter(Boolean);
}

const cornersOf = (zone, stage, side) => zone.outline.map((point) => stage.beside(zone.around, side, point));
const percent = (share) => `${Math.round(100 * share)} %`;
