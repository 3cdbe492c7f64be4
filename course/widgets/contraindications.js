// The contraindication check: what the client says against every technique of the lesson.
const LIGHTS = { go: "Go", change: "Change", clear_first: "Clear first", stop: "Stop" };
const SIGNS = { go: "✓", change: "△", clear_first: "?", stop: "✕" };
const ORDER = ["go", "change", "clear_first", "stop"];
const FLAG_ACTIONS = { emergency: "stop", refer: "stop", care: "change" };

class Check {
  constructor(context, store) {
    Object.assign(this, context, { store });
    const { techniques, flags } = this.data;
    const conditions = [...new Set(techniques.flatMap((one) => one.against.map((item) => item.condition)))].sort((a, b) => a.localeCompare(b));
    const ticks = (texts) => texts.map((text) => ({ text, ...tick(text, (on) => this.tick(text, on)) }));
    this.flags = ticks(flags.map((flag) => flag.finding));
    this.conditions = ticks(conditions);
    const filter = h("input", { id: freshId("filter"), type: "text", autocomplete: "off", maxlength: 60 });
    filter.addEventListener("input", () => { for (const { text, node, input } of this.conditions) node.hidden = !input.checked && !text.toLowerCase().includes(filter.value.trim().toLowerCase()); });
    this.lights = h("div", { class: "lights scroll", tabindex: 0, role: "region", "aria-label": "Techniques" });
    const box = (legend, items) => h("fieldset", { class: "ticks" }, h("legend", {}, legend), items.map(({ node }) => node));
    this.body.append(h("div", { class: "columns even" }, h("div", { class: "scroll intake", tabindex: 0, role: "region", "aria-label": "Intake" }, box("Red flags", this.flags), h("p", {}, h("label", { for: filter.id }, "Find a condition "), filter), box("Health and today", this.conditions)), this.lights));
  }

  tick(text, on) {
    const { ticked } = this.store.now;
    this.store.change({ ticked: on ? [...ticked, text] : ticked.filter((one) => one !== text) });
    const found = this.judged.filter(({ light }) => light !== "go");
    const count = (light) => found.filter((one) => one.light === light).length;
    this.say(found.length ? `${count("stop")} stop, ${count("clear_first")} clear first, ${count("change")} change, ${this.judged.length - found.length} go.` : "All techniques: go.");
  }

  judge(technique) {
    const { ticked } = this.store.now;
    const reasons = technique.against.filter((item) => ticked.includes(item.condition)).map((item) => ({ light: item.action, text: item.condition, why: item.why }));
    for (const flag of this.data.flags) if (ticked.includes(flag.finding)) reasons.push({ light: FLAG_ACTIONS[flag.action], text: flag.finding, why: flag.why, todo: flag.do });
    reasons.sort((a, b) => ORDER.indexOf(b.light) - ORDER.indexOf(a.light));
    return { technique, reasons, light: reasons[0]?.light ?? "go" };
  }

  show() {
    const { ticked } = this.store.now;
    for (const { text, set } of [...this.flags, ...this.conditions]) set(ticked.includes(text));
    this.judged = this.data.techniques.map((technique) => this.judge(technique));
    this.lights.replaceChildren(...this.judged.map(({ technique, reasons, light }) => h("article", { class: `light ${light}` },
      h("h4", {}, h("span", { class: "sign" }, `${SIGNS[light]} ${LIGHTS[light]}`), ` ${technique.name}`), reasons.length ? null : h("p", {}, technique.summary),
      reasons.map((reason) => h("div", {}, h("p", {}, h("strong", {}, `${LIGHTS[reason.light]}: `), reason.text), claim(reason.why, "Why."), reason.todo ? h("p", {}, h("strong", {}, "Do: "), reason.todo) : null)))));
  }
}

export default widget(async (context) => {
  const store = keep(context, { ticked: [] });
  const check = new Check(context, store);
  store.listen(() => check.show());
});
