// The protocol player: one step at a time, a hold timer, the client's number, the stop rule.
const BREATH = [4, 6]; // s in and out, a calm pace

class Timer {
  constructor(say, signal) {
    this.say = say;
    this.time = h("span", { class: "clock" });
    this.bar = h("progress", { max: 1, value: 0, "aria-label": "Time of this hold" });
    this.toggle = button("Start", () => (this.running ? this.pause() : this.start()), { class: "main" });
    this.skip = button("Skip", () => { this.set(this.length); say("Timer skipped."); });
    this.breath = h("p", { class: "breath" });
    this.node = h("div", { class: "timer", role: "group", "aria-label": "Hold timer" }, h("div", { class: "row" }, this.time, this.toggle, this.skip), this.bar, this.breath);
    signal.addEventListener("abort", () => clearInterval(this.running));
  }

  set(seconds) {
    this.pause();
    this.length = seconds;
    this.left = seconds;
    this.node.hidden = !seconds;
    this.show();
  }

  start() {
    if (this.left <= 0) this.left = this.length;
    const end = performance.now() + 1000 * this.left;
    this.running = setInterval(() => {
      this.left = Math.max(0, (end - performance.now()) / 1000);
      this.show();
      if (!this.left) { this.pause(); this.say("Time is up. Recheck now."); }
    }, 200);
    this.toggle.textContent = "Pause";
    this.say(`Timer started: ${this.length} seconds.`);
    this.show();
  }

  pause() {
    clearInterval(this.running);
    this.running = 0;
    this.toggle.textContent = this.left && this.left < this.length ? "Go on" : "Start";
    this.breath.textContent = "";
  }

  show() {
    const left = Math.ceil(this.left);
    this.time.textContent = left >= 60 ? `${Math.floor(left / 60)} min ${left % 60} s` : `${left} s`;
    this.bar.value = this.length ? 1 - this.left / this.length : 0;
    if (this.running) this.breath.textContent = (this.length - this.left) % (BREATH[0] + BREATH[1]) < BREATH[0] ? "Breathe in" : "Breathe out, slowly";
  }
}

class Player {
  constructor(context, store) {
    Object.assign(this, context, { store });
    const { data } = this;
    this.audience = choice("Steps for", [["therapist", "the therapist"], ["client", "the client at home"]], (audience) => store.change({ audience, step: 0 }));
    this.partner = tick("Two students practise", (partner) => store.change({ partner }));
    this.timer = new Timer(this.say, this.signal);
    this.what = h("div", { class: "what" });
    const id = freshId("number");
    this.number = h("input", { id, type: "range", min: 0, max: 10, step: 1 });
    this.number.addEventListener("input", () => { const { numbers } = store.now; store.change({ numbers: { ...numbers, [this.key]: Number(this.number.value) } }); });
    this.told = h("p", { class: "told" });
    this.scale = h("div", { class: "scale" }, h("label", { for: id }, h("strong", {}, "The client’s number, 0 nothing to 10 worst")), this.number, this.told);
    this.back = button("Back", () => this.go(-1));
    this.next = button("Next step", () => this.go(1), { class: "main" });
    this.where = h("p", { class: "where" });
    this.roles = h("div", { class: "roles" });
    this.map = h("div", {});
    this.stop = h("div", { class: "stop-now" });
    this.body.append(h("div", { class: "row" }, this.audience.node, this.partner.node), h("div", { class: "columns" },
      h("div", {}, h("div", { class: "row" }, this.back, this.next, this.where), this.stop, this.what), h("div", {}, this.timer.node, this.scale, this.roles, this.map)));
  }

  async open() {
    const { data } = this, view = await openView(this.model, data.view);
    const stage = new Stage(view, "The areas to search, on the skin");
    await stage.lay("shade.webp");
    if (view.has("skin.webp")) await stage.lay("skin.webp", null, 0.72);
    for (const area of data.areas) {
      const at = stage.anchor(area.around, data.side) && stage.beside(area.around, data.side, area.offset);
      if (!at) continue;
      stage.over.append(s("circle", { cx: at[0], cy: -at[1], r: area.radius, fill: "rgb(255 255 255 / .3)", stroke: "#1b1b1b", "stroke-width": 1.6, "stroke-dasharray": "4 3", "vector-effect": "non-scaling-stroke" }),
        s("text", { x: at[0], y: -at[1] + stage.mm * 1.2, "font-size": stage.mm * 3.4, "text-anchor": "middle", "font-weight": 600 }, area.label));
    }
    stage.svg.setAttribute("role", "img");
    stage.svg.setAttribute("aria-label", `Areas to search on the skin: ${data.areas.map((area) => `${area.label}, ${area.name}`).join("; ")}`);
    this.map.append(stage.node);
  }

  get steps() {
    const { data } = this, own = data[this.store.now.audience];
    return this.store.now.audience === "client" ? own : [{ id: "before", title: "Before the first touch", list: data.before }, ...own, { id: "after", title: "After the session", list: data.after }];
  }

  get key() { return `${this.store.now.audience}/${this.steps[this.store.now.step].id}`; }

  go(by) {
    const { step } = this.store.now, to = Math.min(Math.max(step + by, 0), this.steps.length - 1);
    if (to === step) { this.say(by > 0 ? "This is the last step." : "This is the first step."); return; }
    this.store.change({ step: to });
    this.say(`Step ${to + 1} of ${this.steps.length}: ${this.steps[to].title}.`);
  }

  show(before) {
    const now = this.store.now, step = this.steps[now.step], number = now.numbers[this.key];
    this.audience.set(now.audience);
    this.partner.set(now.partner);
    this.where.textContent = `Step ${now.step + 1} of ${this.steps.length}`;
    this.back.setAttribute("aria-disabled", String(now.step === 0));
    this.next.setAttribute("aria-disabled", String(now.step === this.steps.length - 1));
    if (this.shown !== this.key) {
      this.shown = this.key;
      this.what.replaceChildren(...(step.list ? [h("h4", {}, step.title), list(step.list, "ol")] : this.words(step)));
      this.stop.replaceChildren(h("p", {}, h("strong", {}, "Stop: "), step.stop ?? "One emergency sign ends the session. Consent can end at any moment."));
      this.timer.set(step.seconds ?? 0);
    }
    this.scale.hidden = Boolean(step.list);
    this.number.value = number ?? 0;
    this.number.setAttribute("aria-valuetext", number === undefined ? "not told yet" : `${number} of 10`);
    this.told.textContent = number === undefined ? "Not told yet." : `${number} of 10. ${number > 5 ? "Too much: less pressure." : number >= 3 ? "In the range to work in." : "Light."}`;
    this.pair(step);
  }

  words(step) {
    return [h("h4", {}, step.title), step.technique ? h("p", {}, h("em", {}, step.technique)) : null,
      ...step.rows.map(([name, text]) => h("p", {}, h("strong", {}, `${name}. `), text)), step.dose ? h("p", {}, h("strong", {}, "Dose. "), step.dose) : null,
      h("p", {}, h("strong", {}, this.store.now.audience === "client" ? "Remember. " : "Say. "), step.cue), h("p", {}, h("strong", {}, "Recheck. "), step.recheck), claim(step.basis, "Basis.")].filter(Boolean);
  }

  /** Who says what when two students practise. */
  pair(step) {
    const { partner, swapped } = this.store.now;
    this.roles.hidden = !partner;
    if (!partner) return;
    const [one, two] = swapped ? ["Student B", "Student A"] : ["Student A", "Student B"];
    const lines = step.list && step.id === "before" ? this.data.consent : step.cue ? [step.cue] : [];
    this.roles.replaceChildren(h("h4", {}, "Partner practice"), h("p", {}, h("strong", {}, `${one}, therapist: `), lines.join(" ") || "Lead through this step."),
      h("p", {}, h("strong", {}, `${two}, client: `), step.list ? "Answer truly. You may say no, and you may say stop at any time." : `Say the number, 0 to 10, and when it changes. Answer this: ${this.data.ask}`),
      button("Swap roles", () => { this.store.change({ swapped: !swapped }); this.say(`${two} is the therapist now.`); }));
  }
}

export default widget(async (context) => {
  const { data } = context;
  const length = (audience) => data[audience].length + (audience === "therapist" ? 2 : 0);
  const store = keep(context, { audience: data.audience, step: 0, numbers: {}, partner: false, swapped: false }, (state) => {
    const audience = oneOf(state.audience, ["therapist", "client"], data.audience);
    return { ...state, audience, step: Number.isInteger(state.step) ? Math.min(Math.max(state.step, 0), length(audience) - 1) : 0 };
  });
  const player = new Player(context, store);
  store.listen((now, before) => player.show(before));
  try {
    await player.open();
  } catch (error) {
    context.say(error.message); // the steps work without the picture
  }
});
