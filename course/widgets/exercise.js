// Exercises one after another: answer, check, see why; what is done is kept at once.
class Locate {
  constructor({ item, put, stage, say, signal }) {
    Object.assign(this, { item, put, stage });
    this.drawn = s("g", { "aria-hidden": "true" });
    stage.over.append(this.drawn);
    const mark = (at) => put({ at: at.map((n) => Math.round(n * 10) / 10) });
    stage.svg.addEventListener("click", (event) => { if (!event.target.closest(".cursor")) mark(stage.at(event)); }, { signal });
    const [left, right, bottom, top] = stage.window;
    this.cross = cursor(stage, { label: "Cross on the skin. Arrow keys move it, with Shift by 1 mm; Enter marks.", start: [(left + right) / 2, (bottom + top) / 2], mark, say, signal });
    this.node = h("p", {}, "Click on the skin, or move the cross with the arrow keys and press Enter.");
  }

  show({ at }, mark) {
    const dot = this.stage.mm, { key } = this.item, nodes = [];
    if (mark) for (const r of key.rings) nodes.push(s("circle", { cx: key.at[0], cy: -key.at[1], r, class: "ring" }));
    if (mark) nodes.push(s("circle", { cx: key.at[0], cy: -key.at[1], r: dot, fill: "#1f7a3d" }));
    if (at.length) nodes.push(s("path", { d: `M${at[0] - 2 * dot} ${-at[1] - 2 * dot}l${4 * dot} ${4 * dot}m0 ${-4 * dot}l${-4 * dot} ${4 * dot}`, class: "own-mark" }));
    this.drawn.replaceChildren(...nodes);
    if (at.length) this.cross.set(at);
  }
}

class Paint {
  constructor({ item, put, stage, say, signal, image }) {
    Object.assign(this, { item, stage });
    this.strokes = [];
    this.brush = new Brush(stage, image, { strokes: () => this.strokes, put: (strokes) => put({ strokes }), say, signal });
    this.published = s("g", { "aria-hidden": "true" });
    stage.ground.append(this.published);
    const anchors = Object.entries(stage.view.facts.anchors).map(([id, anchor]) => ({ id, ...anchor })).sort((a, b) => b.at[1] - a.at[1]);
    this.words = places(anchors, 20, this.brush);
    this.node = h("div", {}, this.brush.tools, button("Start the painting again", () => put({ strokes: [] })), h("details", {}, h("summary", {}, "Choose places in words instead"), this.words.node));
  }

  show({ strokes }, mark) {
    this.strokes = strokes;
    this.brush.show();
    this.words.show();
    this.published.replaceChildren(...(mark ? outlinesOf(this.item.key.widest, false).concat(outlinesOf(this.item.key.essential, true)) : []));
  }
}

const outlinesOf = (outlines, core) => outlines.map((corners) => s("path", { d: smoothPath(corners), class: core ? "zone essential" : "zone" }));
const VIEWS = { choice: Choose, "which-muscle": Choose, typed: Type, match: Match, label: Match, order: Arrange, landmark: Locate, zone: Paint, case: Decide, drill: Press, agreement: Agree };

class Exercises {
  constructor(context, store) {
    Object.assign(this, context, { store, items: context.data.items });
    this.list = this.items.length > 1 ? menu("Exercise", this.items.map((item, i) => [String(i), `${i + 1}. ${item.short}`]), (at) => this.go(Number(at))) : null;
    this.place = h("div", {});
    this.reply = h("div", { class: "reply", tabindex: -1, role: "region", "aria-label": "Feedback" });
    this.check = button("Check", () => this.judge(), { class: "main" });
    this.again = button("Try again", () => { store.change({ checked: { ...store.now.checked, [this.item.id]: false } }); this.say("You can answer again."); });
    this.rates = h("div", { class: "row", role: "group", "aria-label": "How did it go?" }, (this.data.rate ?? []).map(([rating, words]) => button(words, () => this.rate(rating), { "data-rating": rating })));
    this.steps = this.items.length > 1 ? [button("Back", () => this.go(store.now.at - 1)), button("Next", () => this.go(store.now.at + 1))] : [];
    this.body.append(...(this.list ? [this.list.node] : []), this.place, h("div", { class: "row task-buttons" }, this.data.graded ? null : this.check, this.data.graded ? null : this.again, this.steps), this.reply, this.rates);
  }

  get item() { return this.items[this.store.now.at]; }
  get answer() { return this.store.now.answers[this.item.id] ?? this.item.blank; }

  go(at) {
    const count = this.items.length;
    this.store.change({ at: ((at % count) + count) % count }, { silent: true });
  }

  put(patch) {
    const { answers, checked, n } = this.store.now, { id } = this.item;
    this.store.change({ answers: { ...answers, [id]: { ...this.answer, ...patch } }, checked: { ...checked, [id]: false }, n: n + 1 });
  }

  judge() {
    const { id } = this.item, mark = markAnswer(this.item, this.answer);
    if (!mark) { this.say("Answer first, then check."); return; }
    const { checked, n } = this.store.now;
    this.store.change({ checked: { ...checked, [id]: true }, n: n + 1 });
    this.reply.scrollIntoView({ block: "nearest" });
    this.say(mark.score > FULL ? mark.feedback[0] : `${Math.round(100 * mark.score)} %. ${mark.feedback[0]}`);
  }

  rate(rating) {
    const { rated, n, at } = this.store.now, count = this.items.length, next = { ...rated, [this.item.id]: rating };
    const order = this.items.map((_, i) => (at + 1 + i) % count), open = order.find((i) => !(this.items[i].id in next));
    this.store.change({ rated: next, n: n + 1, at: open ?? at });
    this.say(open === undefined ? "Done for today." : `${Object.keys(next).length} of ${count} done.`);
  }

  async open() {
    const turn = (this.turn = (this.turn ?? 0) + 1), { item } = this, stop = new AbortController();
    this.stop?.abort();
    this.stop = stop;
    this.signal.addEventListener("abort", () => stop.abort());
    const more = { item, put: (patch) => this.put(patch), say: this.say, signal: stop.signal };
    const view = item.ask.view ?? item.ask.picture?.view;
    if (view) Object.assign(more, await this.picture(view, item));
    if (turn !== this.turn) return;
    this.shown = new VIEWS[item.kind](more);
    const where = more.stage?.node;
    this.place.replaceChildren(h("p", { class: "ask" }, h("strong", {}, item.prompt)),
      where ? h("div", { class: "columns" }, h("div", { class: item.kind === "zone" || item.kind === "landmark" ? "paintable" : null }, where), h("div", {}, this.shown.node)) : this.shown.node);
    this.list?.set(String(this.store.now.at));
    this.show();
  }

  async picture(id, item) {
    const view = await openView(this.model, id), skin = view.has("skin.webp") ? "skin.webp" : "shade.webp";
    const stage = new Stage(view, `${view.facts.title}, the skin. ${view.facts.description}`), image = await view.picture(skin);
    await stage.lay(skin);
    if (item.ask.picture) this.drawing(stage, item.ask.picture.zones);
    return { stage, image };
  }

  /** The zones, and enough of the body around them to see where they lie. */
  drawing(stage, zones) {
    for (const zone of zones) stage.ground.append(...outlinesOf([zone.corners], zone.kind === "essential"));
    const all = zones.flatMap((zone) => zone.corners), [left, right, bottom, top] = stage.window;
    const [us, vs] = [0, 1].map((k) => all.map((corner) => corner[k]));
    const middle = (Math.min(...vs) + Math.max(...vs)) / 2, half = Math.min((top - bottom) / 2, Math.max(300, (Math.max(...vs) - Math.min(...vs)) / 2 + 120));
    const centre = Math.min(top - half, Math.max(bottom + half, middle));
    if (us.length) stage.zoom([left, right, centre - half, centre + half]);
  }

  show() {
    const done = Boolean(this.store.now.checked[this.item.id]) && !this.data.graded;
    const mark = done ? markAnswer(this.item, this.answer) : null;
    this.shown?.show(this.answer, mark);
    this.check.hidden = Boolean(mark);
    this.again.hidden = !mark || this.data.rate?.length > 0;
    this.rates.hidden = !mark || this.item.id in this.store.now.rated;
    for (const node of this.rates.children) node.classList.toggle("main", mark?.score > FULL ? node.dataset.rating === "3" : node.dataset.rating === "1");
    this.reply.replaceChildren(...(mark ? [h("p", {}, h("strong", {}, mark.score > FULL ? (this.item.kind === "agreement" ? "Done." : "Right.") : `${Math.round(100 * mark.score)} % of the marks.`), mark.unsafe ? h("strong", { class: "wrong-mark" }, " This decision could have done harm.") : null), list(mark.feedback)] : this.data.graded ? [h("p", {}, "Your answer is kept as you give it; it is marked later.")] : []));
  }
}

/** What was done after Python stopped is kept in the browser and handed over when the cell runs again. */
function drafts(context, store) {
  const key = context.data.draft && `palpate:${context.data.draft}`;
  if (!key) return;
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? "null");
    if (draft && draft.n > store.now.n) store.change(draft, { silent: true });
  } catch { /* a browser that keeps nothing */ }
  store.listen((now) => {
    try { localStorage.setItem(key, JSON.stringify({ n: now.n, answers: now.answers, checked: now.checked })); } catch { /* full or not allowed */ }
  });
}

export default widget(async (context) => {
  if (!context.data.items.length) return; // nothing is due: the sentence above says so
  const last = context.data.items.length - 1;
  const store = keep(context, { at: 0, answers: {}, checked: {}, rated: {}, n: 0 }, (state) => ({ ...state, at: Math.min(last, Math.max(0, Math.round(state.at) || 0)) }));
  drafts(context, store);
  const shown = new Exercises(context, store);
  await shown.open();
  store.listen((now, before) => {
    if (!before) return;
    if (now.at !== before.at) shown.open().catch((error) => context.say(error.message));
    else shown.show();
  });
});
