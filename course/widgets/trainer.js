// The landmark trainer: a click on the skin, how far off it was, and what is under the skin.
const GOOD = 10, FAIR = 20; // mm, the rings

const verdict = (mm) => (mm <= GOOD ? "On the spot" : mm <= FAIR ? "Close" : "Not yet");

/** Where the mark lies from the try, in words: "12 mm higher and 5 mm to the left". */
function wayTo([u, v], [toU, toV]) {
  const up = Math.round(toV - v), across = Math.round(toU - u), parts = [];
  if (Math.abs(up) >= 3) parts.push(`${Math.abs(up)} mm ${up > 0 ? "higher" : "lower"}`);
  if (Math.abs(across) >= 3) parts.push(`${Math.abs(across)} mm to the ${across > 0 ? "right" : "left"} of the picture`);
  return parts.join(" and ") || "right there";
}

class Trainer {
  constructor(context, store, view) {
    Object.assign(this, context, { store, view, marks: context.data.marks });
    this.stage = new Stage(view, `${view.facts.title}, the skin. ${view.facts.description}`);
    this.ask = h("p", { class: "ask" });
    this.reply = h("div", { class: "reply scroll", tabindex: 0, role: "region", "aria-label": "Feedback" });
    this.mode = choice("Mode", [["practice", "Practice"], ["test", "Test"]], (mode) => store.change({ mode, place: 0, tries: {} }));
    const id = freshId("bones");
    this.bones = h("input", { id, type: "range", min: 0, max: 100, step: 5 });
    this.bones.addEventListener("input", () => store.change({ bones: this.bones.value / 100 }, { silent: true }));
    this.text = h("details", {}, h("summary", {}, "Answer in words instead"));
    this.body.append(h("div", { class: "columns" }, h("div", { class: "paintable" }, this.stage.node),
      h("div", {}, this.mode.node, this.ask, h("div", { class: "row" },
        button("Back", () => this.go(-1)), button("Next landmark", () => this.go(1), { class: "main" })),
      h("div", { class: "layer" }, h("label", { for: id }, "Bones under the skin"), this.bones), this.reply, this.text)));
  }

  async open() {
    const bones = await this.stage.lay("shade.webp");
    this.skin = this.view.has("skin.webp") ? await this.stage.lay("skin.webp") : null;
    this.ground = bones;
    this.drawn = s("g", {});
    this.stage.over.append(this.drawn);
    this.stage.svg.addEventListener("click", (event) => { if (!event.target.closest(".cursor")) this.mark(this.stage.at(event)); }, { signal: this.signal });
    const [left, right, bottom, top] = this.stage.window;
    this.cross = cursor(this.stage, { label: "Cross on the skin. Arrow keys move it by 5 mm, with Shift by 1 mm; Enter marks.", start: [(left + right) / 2, (bottom + top) / 2],
      mark: (at) => this.mark(at), say: this.say, signal: this.signal });
  }

  get asked() { return this.marks[this.store.now.place]; }
  get done() { return this.store.now.mode === "test" && this.marks.every((mark) => this.store.now.tries[mark.id]); }

  go(by) {
    const { place } = this.store.now, count = this.marks.length;
    this.store.change({ place: (place + by + count) % count, bones: 0 });
  }

  mark(at) {
    const { mode, tries, place } = this.store.now, asked = this.asked;
    if (mode === "test" && tries[asked.id]) { this.say("In test mode the first try counts."); return; }
    const place2 = at.map((n) => Math.round(n * 10) / 10), mm = Math.round(Math.hypot(at[0] - asked.at[0], at[1] - asked.at[1]));
    const next = { tries: { ...tries, [asked.id]: [place2, mm] } };
    if (mode === "test") {
      const open = this.marks.findIndex((mark, index) => index > place && !next.tries[mark.id]);
      this.store.change({ ...next, place: open < 0 ? place : open });
      this.say(this.done ? this.summary() : `Noted. Next: find the ${this.asked.name}.`);
    } else {
      this.store.change(next);
      this.say(`${verdict(mm)}: ${mm} mm off. The place is ${wayTo(at, asked.at)}.`);
    }
  }

  summary() {
    const all = this.marks.map((mark) => this.store.now.tries[mark.id]?.[1]).filter((mm) => mm !== undefined);
    const mean = Math.round(all.reduce((a, b) => a + b, 0) / all.length);
    return `Test done: ${all.filter((mm) => mm <= GOOD).length} of ${all.length} within ${GOOD} mm, ${all.filter((mm) => mm <= FAIR).length} within ${FAIR} mm, on average ${mean} mm off.`;
  }

  show() {
    const { mode, place, tries, bones } = this.store.now, asked = this.asked, own = tries[asked.id];
    this.mode.set(mode);
    this.ask.replaceChildren(h("strong", {}, `${place + 1} of ${this.marks.length}: find the ${asked.name}.`));
    this.bones.value = Math.round(100 * bones);
    this.bones.setAttribute("aria-valuetext", `${this.bones.value} percent`);
    if (this.skin) this.skin.setAttribute("opacity", 1 - 0.85 * bones);
    const told = own && (mode === "practice" || this.done);
    this.ground.setAttribute("opacity", this.skin ? bones : 1);
    this.draw(this.done ? this.marks : [asked], mode === "practice" || this.done);
    this.reply.replaceChildren(...(told ? this.answer(asked, own) : mode === "test" && own ? [h("p", {}, "Noted.")] : [h("p", {}, "Click on the skin, or move the cross with the arrow keys and press Enter.")]));
    if (this.done) this.reply.prepend(h("p", {}, h("strong", {}, this.summary())), this.results());
    if (this.inWords !== `${asked.id}/${mode}`) this.words(asked);
  }

  draw(marks, open) {
    const dot = this.stage.mm, nodes = [];
    for (const mark of marks) {
      const own = this.store.now.tries[mark.id];
      if (!own) continue;
      if (open) {
        for (const ring of [GOOD, FAIR]) nodes.push(s("circle", { cx: mark.at[0], cy: -mark.at[1], r: ring, fill: ring === GOOD ? "rgb(31 95 168 / .16)" : "none", stroke: "#14507a", "stroke-width": 1.6, "stroke-dasharray": ring === GOOD ? null : "5 4", "vector-effect": "non-scaling-stroke" }));
        nodes.push(s("circle", { cx: mark.at[0], cy: -mark.at[1], r: dot * 0.5, fill: "#14507a" }));
        nodes.push(s("line", { x1: own[0][0], y1: -own[0][1], x2: mark.at[0], y2: -mark.at[1], stroke: "#1b1b1b", "stroke-width": 1.4, "vector-effect": "non-scaling-stroke" }));
      }
      const [u, v] = own[0];
      nodes.push(s("path", { d: `M${u - dot} ${-v - dot}L${u + dot} ${-v + dot}M${u - dot} ${-v + dot}L${u + dot} ${-v - dot}`, stroke: "#9e2a2b", "stroke-width": 3, "vector-effect": "non-scaling-stroke", fill: "none" }));
    }
    this.drawn.replaceChildren(...nodes);
  }

  answer(mark, [, mm]) {
    return [h("p", {}, h("strong", {}, `${verdict(mm)}: ${mm} mm off.`)), h("p", {}, mark.find), mark.level ? claim(mark.level, "Level.") : null,
      h("p", {}, h("strong", {}, "How far can fingers be trusted here?")), ...mark.reliability.map((fact) => claim(fact))].filter(Boolean);
  }

  results() {
    return h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Landmark"), h("th", { scope: "col" }, "Off by"))),
      h("tbody", {}, this.marks.map((mark) => h("tr", {}, h("td", {}, mark.name), h("td", {}, `${this.store.now.tries[mark.id][1]} mm, ${verdict(this.store.now.tries[mark.id][1]).toLowerCase()}`)))));
  }

  /** The same task for those who cannot see the map: which way of searching leads there? */
  words(asked) {
    this.inWords = `${asked.id}/${this.store.now.mode}`;
    const at = this.marks.indexOf(asked), others = [3, 5].map((by) => this.marks[(at + by) % this.marks.length]).filter((mark) => mark !== asked);
    const options = [...new Set([asked, ...others])].sort((a, b) => (a.find < b.find ? -1 : 1));
    const pick = choice(`Which way of searching leads to the ${asked.name}?`, options.map((mark) => [mark.id, mark.find]), (id) => this.say(id === asked.id ? "Right." : `No: that way leads to the ${this.marks.find((mark) => mark.id === id).name}.`));
    pick.node.className = "ticks";
    for (const label of pick.node.querySelectorAll("label")) label.className = "tick";
    this.text.replaceChildren(this.text.firstChild, pick.node);
  }
}

export default widget(async (context) => {
  const { data, model } = context, count = data.marks.length;
  if (!count) throw new Sentence("None of the landmarks of this pattern lies in its view.");
  const view = await openView(model, data.view);
  const store = keep(context, { mode: "practice", place: 0, tries: {}, bones: 0 },
    (state) => ({ ...state, mode: oneOf(state.mode, ["practice", "test"], "practice"), place: Number.isInteger(state.place) ? Math.min(Math.max(state.place, 0), count - 1) : 0 }));
  const trainer = new Trainer(context, store, view);
  await trainer.open();
  store.listen(() => trainer.show());
});
