// The pain-zone painter: your zone against a range, from the essential zone to the widest published.
const ENOUGH = 0.6, INSIDE = 0.7; // shares at which a painted zone is called a good match

class Painter {
  constructor(context, store) {
    Object.assign(this, context, { store });
    this.map = h("div", { class: "paintable" });
    this.panel = h("div", {});
    this.view = menu("View", this.data.views, (view) => store.change({ view, compared: false }));
    this.body.append(h("div", { class: "columns" }, this.map, h("div", {}, this.data.views.length > 1 ? this.view.node : null, this.panel)));
  }

  async open() {
    const turn = (this.turn = (this.turn ?? 0) + 1), { view: id } = this.store.now;
    const view = await openView(this.model, id);
    const skin = view.has("skin.webp") ? "skin.webp" : "shade.webp", image = await view.picture(skin);
    if (turn !== this.turn) return;
    const stage = (this.stage = new Stage(view, `${view.facts.title}, the skin, to paint on`));
    await stage.lay(skin);
    if (turn !== this.turn) return;
    this.zones = this.data.zones.filter((zone) => zone.view === id && stage.anchor(zone.around, this.data.side));
    this.brush = new Brush(stage, image, { strokes: () => this.store.now.strokes[id] ?? [], put: (strokes) => this.store.change({ strokes: { ...this.store.now.strokes, [id]: strokes }, compared: false }), say: this.say, signal: this.signal });
    this.published = s("g", { "aria-hidden": "true" });
    stage.ground.append(this.published);
    const anchors = Object.entries(view.facts.anchors).map(([name, anchor]) => ({ id: name, ...anchor })).sort((a, b) => b.at[1] - a.at[1]);
    this.words = places(anchors, 20, this.brush);
    this.compare = button("Compare with the published range", () => this.store.change({ compared: true }), { class: "main" });
    this.result = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Comparison" });
    this.map.replaceChildren(stage.node);
    this.panel.replaceChildren(this.brush.tools, h("div", { class: "row" }, this.compare), this.result, h("details", {}, h("summary", {}, "Choose places in words instead"), this.words.node));
    this.show();
  }

  show() {
    const { view, compared } = this.store.now;
    this.view.set(view);
    const cells = this.brush.show();
    this.words.show();
    this.published.replaceChildren(...(compared ? zoneNodes(this.zones, this.stage, this.data.side) : []));
    this.compare.setAttribute("aria-disabled", String(!count(cells)));
    if (!compared) this.result.replaceChildren(h("p", {}, "Solid line: the essential zone. Dotted line: where it spreads. You see them when you compare."));
    else if (!count(cells)) this.result.replaceChildren(h("p", {}, "Nothing is painted yet in this view."));
    else this.judge(cells);
  }

  judge(cells) {
    const grid = this.brush.grid, side = this.data.side;
    const outlines = (kinds) => this.zones.filter((zone) => kinds.includes(zone.kind)).map((zone) => cornersOf(zone, this.stage, side));
    const core = outlines(["essential"]), widest = grid.outlines(outlines(["essential", "spillover"]));
    const narrow = core.length ? overlap(cells, grid.outlines(core)) : null, wide = overlap(cells, widest);
    const good = (narrow ?? wide).ofSecond >= ENOUGH && wide.ofFirst >= INSIDE;
    const verdict = good ? "A good match: inside the published range." : wide.ofFirst < INSIDE ? "You painted much outside the widest published zone." : "Inside the range, but you left out much of the essential zone.";
    const row = (words, found) => h("tr", {}, h("th", { scope: "row" }, words), h("td", {}, found.jaccard.toFixed(2)), h("td", {}, found.dice.toFixed(2)));
    this.result.replaceChildren(h("p", {}, h("strong", {}, verdict)),
      h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Your zone against"), h("th", { scope: "col" }, "Jaccard"), h("th", { scope: "col" }, "Dice"))),
        h("tbody", {}, narrow ? row("the essential zone", narrow) : null, row("the widest published zone", wide))),
      h("p", {}, narrow ? `You covered ${percent(narrow.ofSecond)} of the essential zone; ${percent(wide.ofFirst)} of your paint lies inside the widest zone.` : `${percent(wide.ofFirst)} of your paint lies inside the published zone, which is spillover only in this view.`),
      h("p", {}, "Both numbers run from 0, nothing in common, to 1, the same area. The borders themselves are not known well:"),
      ...this.zones.map((zone) => claim(zone.evidence, `${zone.name}.`)));
    this.say(`${verdict} Dice ${(narrow ?? wide).dice.toFixed(2)} against the ${narrow ? "essential" : "published"} zone.`);
  }
}

export default widget(async (context) => {
  const views = context.data.views.map(([id]) => id);
  const store = keep(context, { view: views[0], strokes: {}, compared: false }, (state) => ({ ...state, view: oneOf(state.view, views, views[0]) }));
  const painter = new Painter(context, store);
  await painter.open();
  store.listen((now, before) => {
    if (!before) return;
    if (now.view !== before.view) painter.open().catch((error) => context.say(error.message));
    else painter.show();
  });
});
