// The pain finder: red flags first, then painted pain, gesture and words against every pattern.
const STEP = 5; // mm, the grid for the comparison with many patterns
// Parts of the standing body, [bottom, top] in mm above the floor.
const PARTS = { whole: null, trunk: [760, 1480], neck: [1300, 1775], legs: [-25, 1010] };
const PART_WORDS = [["trunk", "Trunk and hips"], ["neck", "Head, neck, shoulders"], ["legs", "Legs"], ["whole", "Whole body"]];
const STOPS = { emergency: "Emergency help today", refer: "Stop and refer to a doctor" };
const SMALL_WORDS = new Set("a an and are as at be but by can does for from has have he her his i in into is it its me my no not of on one only or she so some than that the their them then there they this to up was when where which with you your hurts hurt pain".split(" "));

const stem = (word) => word.replace(/(ing|ed|es|s|ly)$/, "");
const stems = (text) => new Map((text.toLowerCase().match(/[a-z]{3,}/g) ?? []).filter((word) => !SMALL_WORDS.has(word)).map((word) => [stem(word), word]));
const MIRROR = { right: "left", left: "right" };
// A pattern of both sides or of the midline is compared with its zones and their mirror images.
const sidesOf = (pattern) => (pattern.side === "one-sided" ? [["right"], ["left"]] : [["right", "left"]]);
const onSide = (zone, side) => (side === "right" ? zone : { ...zone, faces: MIRROR[zone.faces] ?? zone.faces, corners: zone.corners.map(([u, v]) => [-u, v]) });

class Finder {
  constructor(context, store) {
    Object.assign(this, context, { store });
    this.flags = h("div", {});
    this.search = h("div", {});
    this.region = menu("Where is the trouble?", this.data.regions, (region) => store.change({ region, flags: [], none: false }));
    this.again = button("Ask the red flags again", () => store.change({ none: false, flags: [] }));
    this.body.append(h("div", { class: "row" }, this.region.node, this.again), this.flags, this.search);
    this.part = menu("Part", PART_WORDS, (part) => store.change({ part }, { silent: true }));
    this.map = h("div", { class: "paintable" });
    this.tools = h("div", {});
    this.results = h("div", { class: "results scroll", tabindex: 0, role: "region", "aria-label": "Patterns to test" });
    this.view = menu("Body", this.data.views, (view) => store.change({ view }));
    this.shape = menu("How does the hand show it?", this.data.shapes, (shape) => store.change({ shape }));
    const id = freshId("words");
    this.words = h("input", { id, type: "text", autocomplete: "off", maxlength: 200 });
    this.words.addEventListener("input", () => store.change({ words: this.words.value }));
    const muscles = new Map(this.data.patterns.flatMap((pattern) => pattern.muscles));
    this.muscle = menu("Or the other way: zones of", [["", "choose a muscle"], ...[...muscles].sort((a, b) => a[1].localeCompare(b[1]))], (muscle) => store.change({ muscle, shown: null }));
    this.inWords = h("details", {}, h("summary", {}, "Choose places in words instead"));
    this.search.append(h("div", { class: "columns" }, this.map, h("div", {}, h("div", { class: "row" }, this.data.views.length > 1 ? this.view.node : null, this.part.node), this.tools, this.shape.node,
      h("p", {}, h("label", { for: id }, h("strong", {}, "Words, and what makes it worse ")), this.words), this.results, this.muscle.node, this.inWords)));
    this.open_ = new Map();
  }

  /** The stage of a body view with its brush, made once. */
  async stageOf(id) {
    if (!this.open_.has(id)) {
      const view = await openView(this.model, id), image = await view.picture("shade.webp");
      const stage = new Stage(view, `${view.facts.title}, to paint on`);
      await stage.lay("shade.webp");
      const brush = new Brush(stage, image, { cell: STEP, strokes: () => this.store.now.strokes[id] ?? [], put: (strokes) => this.store.change({ strokes: { ...this.store.now.strokes, [id]: strokes } }), say: this.say, signal: this.signal });
      const over = s("g", { "aria-hidden": "true" });
      stage.ground.append(over);
      const anchors = Object.entries(view.facts.anchors).map(([name, anchor]) => ({ id: name, ...anchor })).sort((a, b) => b.at[1] - a.at[1]);
      this.open_.set(id, { view, stage, brush, over, faces: view.facts.faces, places: places(anchors, 25, brush), masks: new Map() });
    }
    return this.open_.get(id);
  }

  async open() {
    for (const [id] of this.data.views) await this.stageOf(id);
    this.faceOf = new Map([...this.open_.values()].map((open) => [open.faces, open]));
  }

  /** Cells of a pattern's zones of one kind in one view and on these sides, as cell numbers. */
  cells(open, pattern, kind, sides) {
    const key = `${pattern.id}/${kind}/${sides}`;
    if (!open.masks.has(key)) {
      const outlines = pattern.zones.filter((zone) => zone.kind === kind).flatMap((zone) => sides.map((side) => onSide(zone, side))).filter((zone) => zone.faces === open.faces).map((zone) => zone.corners);
      const mask = outlines.length ? open.brush.grid.outlines(outlines) : new Uint8Array();
      open.masks.set(key, mask.reduce((cells, on, i) => { if (on) cells.push(i); return cells; }, []));
    }
    return open.masks.get(key);
  }

  /** Overlap with a pattern on one side, or on both: F of precision (spillover counts half) and coverage. */
  fit(pattern, sides, painted) {
    const side = sides.join(" and ");
    let area = 0, core = 0, coreHit = 0, spillHit = 0;
    for (const [open, mask, size] of painted) {
      area += size;
      const essential = this.cells(open, pattern, "essential", sides), inCore = new Set(essential);
      core += essential.length;
      coreHit += essential.filter((i) => mask[i]).length;
      spillHit += this.cells(open, pattern, "spillover", sides).filter((i) => mask[i] && !inCore.has(i)).length;
    }
    if (!area) return { score: 0, side, inside: 0, covered: 0 };
    const inside = (coreHit + 0.5 * spillHit) / area, covered = core ? coreHit / core : spillHit / area / 2;
    return { side, score: inside + covered ? (2 * inside * covered) / (inside + covered) : 0, inside: (coreHit + spillHit) / area, covered, core };
  }

  /** Every pattern with its score (0 to 1) and its reasons, the best first. */
  rank() {
    const { shape, words, region } = this.store.now, said = stems(words), here = ({ pattern }) => Number(pattern.region === region);
    const painted = [...this.open_.values()].map((open) => [open, open.brush.cells, count(open.brush.cells)]);
    const drawn = painted.some(([, , size]) => size);
    const weights = { area: drawn ? 0.7 : 0, shape: shape ? 0.15 : 0, words: said.size ? 0.15 : 0 };
    const all = weights.area + weights.shape + weights.words;
    if (!all) return [];
    const ranked = this.data.patterns.map((pattern) => {
      const fits = sidesOf(pattern).map((sides) => this.fit(pattern, sides, painted));
      const best = fits.reduce((one, two) => (two.score > one.score ? two : one));
      const own = stems(pattern.words), shared = [...said].filter(([key]) => own.has(key)).map(([, word]) => word);
      const sameShape = Boolean(shape) && pattern.shape === shape;
      const score = (weights.area * best.score + weights.shape * sameShape + weights.words * (said.size ? shared.length / said.size : 0)) / all;
      const why = [];
      if (drawn) why.push(best.score ? `${percent(best.inside)} of what you painted lies in its zones on the ${best.side}, ${best.core ? `and you covered ${percent(best.covered)} of its essential zone` : "where it may spread"}.` : "Nothing you painted lies in its zones.");
      if (shape && pattern.shape) why.push(sameShape ? "The gesture is the same." : "The gesture is another one.");
      if (shared.length) why.push(`Words in common: ${shared.join(", ")}.`);
      return { pattern, score, why, side: best.side };
    });
    return ranked.filter(({ score }) => score > 0.02).sort((a, b) => b.score - a.score || here(b) - here(a) || (a.pattern.id < b.pattern.id ? -1 : 1));
  }

  show(before) {
    const now = this.store.now;
    this.region.set(now.region);
    this.view.set(now.view);
    this.shape.set(now.shape);
    this.muscle.set(now.muscle);
    if (this.words.value !== now.words) this.words.value = now.words;
    this.askFlags(before);
    this.part.set(now.part);
    const open = this.open_.get(now.view);
    if (!before || now.part !== before.part || now.view !== before.view) this.zoom(open);
    if (this.map.firstChild !== open.stage.node) {
      this.map.replaceChildren(open.stage.node);
      this.tools.replaceChildren(open.brush.tools);
      this.inWords.replaceChildren(this.inWords.firstChild, open.places.node);
    }
    if (!before || now.strokes !== before.strokes) for (const one of this.open_.values()) { one.brush.show(); one.places.show(); }
    this.list();
    this.overlay();
  }

  /** The chosen part of the body at its full width. */
  zoom({ stage }) {
    const part = PARTS[this.store.now.part], [left, right] = stage.view.facts.extent_mm;
    const half = part ? Math.min((right - left) / 2, 0.5 * (part[1] - part[0])) : 0, middle = (left + right) / 2;
    stage.zoom(part ? [middle - half, middle + half, ...part] : stage.view.facts.extent_mm);
  }

  askFlags(before) {
    const { region, flags, none } = this.store.now, asked = this.data.flags[region];
    const on = asked.filter((flag) => flags.includes(flag.finding)), stop = on.find((flag) => STOPS[flag.action]);
    this.search.hidden = Boolean(stop) || !(none || on.length);
    if (this.asked !== region) {
      this.asked = region;
      this.ticks = asked.map((flag) => ({ flag, ...tick(flag.finding, (checked) => {
        const { flags: old } = this.store.now;
        this.store.change({ flags: checked ? [...old, flag.finding] : old.filter((one) => one !== flag.finding), none: false });
      }) }));
      this.none = tick("None of these", (checked) => this.store.change({ none: checked, flags: [] }));
      this.told = h("div", {});
      this.questions = h("fieldset", { class: "ticks" }, h("legend", {}, "First: is any of these true?"), this.none.node, this.ticks.map(({ node }) => node));
      this.flags.replaceChildren(this.told, this.questions);
    }
    for (const { flag, set } of this.ticks) set(flags.includes(flag.finding));
    this.none.set(none);
    this.questions.hidden = none;
    this.again.hidden = !none;
    this.told.replaceChildren(...on.map((flag) => h("div", { class: "stop-now" }, h("p", {}, h("strong", {}, `${STOPS[flag.action] ?? "Go on with care"}. `), flag.do), claim(flag.why))));
    if (stop && before && !before.flags.includes(stop.finding)) this.say(`${STOPS[stop.action]}. The search ends here.`);
  }

  list() {
    const ranked = this.rank();
    this.ranked = ranked;
    if (!ranked.length) {
      this.results.replaceChildren(h("p", {}, "Paint, choose a gesture or write a few words."));
      return;
    }
    this.results.replaceChildren(h("h4", {}, "Patterns to test, never a diagnosis"), h("ol", {}, ranked.slice(0, 6).map(({ pattern, score, why, side }) => h("li", {}, h("strong", {}, pattern.title), ` (match ${percent(score)}). `, why.join(" "), " ",
      button("Show its zones", () => this.store.change({ shown: `${pattern.id}/${side}`, muscle: "" }), { "aria-label": `Show the zones of ${pattern.title}` }),
      h("details", {}, h("summary", { "aria-label": `Rule out first: ${pattern.title}` }, "Rule out first"), h("ul", {}, pattern.flags.map((flag) => h("li", {}, flag))))))));
    const first = ranked[0].pattern.id;
    if (this.first !== first) this.say(`First now: ${ranked[0].pattern.title}.`);
    this.first = first;
  }

  /** Zones of the pattern or the muscle that was chosen, over the map. */
  overlay() {
    const { shown, muscle, view } = this.store.now, open = this.open_.get(view);
    const [id, sides] = (shown ?? "").split("/");
    const patterns = this.data.patterns.filter((pattern) => (muscle ? pattern.muscles.some(([own]) => own === muscle) : pattern.id === id));
    const zones = patterns.flatMap((pattern) => pattern.zones.flatMap((zone) => (muscle ? ["right"] : sides.split(" and ")).map((side) => onSide(zone, side))));
    open.over.replaceChildren(...zones.filter((zone) => zone.faces === open.faces).map((zone) => s("path", { d: smoothPath(zone.corners), fill: zone.kind === "essential" ? "rgb(200 16 46 / .38)" : "rgb(200 16 46 / .12)", stroke: "#a00d25", "stroke-width": 2, "stroke-dasharray": zone.kind === "essential" ? null : "2 5", "vector-effect": "non-scaling-stroke" })));
    const key = `${muscle}/${shown}`;
    if ((muscle || shown) && this.overlaid !== key) this.say(patterns.length ? `${[...new Set(zones.map((zone) => zone.name))].join("; ")}.` : "No zones are known for it.");
    this.overlaid = key;
  }
}

export default widget(async (context) => {
  const { data } = context, views = data.views.map(([id]) => id), regions = data.regions.map(([id]) => id);
  const store = keep(context, { region: data.region, flags: [], none: false, view: views.includes("body-posterior") ? "body-posterior" : views[0], part: "trunk", strokes: {}, shape: "", words: "", shown: null, muscle: "" }, (state) => ({
    ...state, view: oneOf(state.view, views, views[0]), part: oneOf(state.part, Object.keys(PARTS), "trunk"), region: oneOf(state.region, regions, data.region),
    shown: data.patterns.some((pattern) => String(state.shown).split("/")[0] === pattern.id) ? state.shown : null,
  }));
  const finder = new Finder(context, store);
  await finder.open();
  store.listen((now, before) => finder.show(before));
});
