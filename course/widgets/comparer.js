// The look-alike comparer: this pattern beside others, tests with their figures, red flags.
const STOPS = { emergency: "Emergency help today", refer: "Stop and refer to a doctor" };
const MOST = 3;

const figure = (value) => (value === null || value === undefined ? "not given" : `${value} %`);

function testNode(test) {
  return h("details", {}, h("summary", {}, `${test.name}. ${test.tells}`), list(test.parts, "ol"),
    h("table", {}, h("thead", {}, h("tr", {}, ["Study", "Rule", "Sensitivity", "Specificity", "Note"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, test.figures.map((one) => h("tr", {}, h("th", { scope: "row" }, one.study), h("td", {}, one.rule), h("td", {}, figure(one.sensitivity)), h("td", {}, figure(one.specificity)), h("td", {}, one.note))))),
    claim(test.caution, "Caution."));
}

class Comparer {
  constructor(context, store) {
    Object.assign(this, context, { store });
    const { data } = this, [own, ...others] = data.items;
    this.own = own;
    this.ticks = others.map((item) => ({ item, ...tick(item.name, (on) => this.choose(item, on)) }));
    this.flags = data.flags.map((flag) => ({ flag, ...tick(flag.finding, (on) => this.flag(flag, on)) }));
    this.told = h("div", {});
    this.table = h("div", { class: "compared" });
    this.body.append(
      h("details", {}, h("summary", {}, "First the red flags: is any of these true?"), h("fieldset", { class: "ticks" }, h("legend", {}, "Red flags"), this.flags.map(({ node }) => node))), this.told,
      h("fieldset", { class: "choice" }, h("legend", {}, `Compare with (up to ${MOST})`), this.ticks.map(({ node }) => node)),
      this.table, h("h4", {}, "Tests, with their figures"), ...(data.tests.length ? data.tests.map(testNode) : [h("p", {}, "No test with published figures is known for this pattern.")]));
  }

  choose(item, on) {
    const { chosen } = this.store.now;
    if (on && chosen.length >= MOST) {
      this.say(`Not more than ${MOST} at once: take one away first.`);
      this.show();
      return;
    }
    this.store.change({ chosen: on ? [...chosen, item.id] : chosen.filter((id) => id !== item.id) });
    this.say(on ? `Added: ${item.name}. ${item.action}.` : `Taken away: ${item.name}.`);
  }

  flag(flag, on) {
    const { flags } = this.store.now;
    this.store.change({ flags: on ? [...flags, flag.finding] : flags.filter((one) => one !== flag.finding) });
    this.say(on ? `${STOPS[flag.action] ?? "Go on with care"}: ${flag.do}` : "Taken back.");
  }

  show() {
    const { chosen, flags } = this.store.now;
    for (const { item, set } of this.ticks) set(chosen.includes(item.id));
    for (const { flag, set } of this.flags) set(flags.includes(flag.finding));
    const on = this.data.flags.filter((flag) => flags.includes(flag.finding));
    this.told.replaceChildren(...on.map((flag) => h("div", { class: "stop-now" }, h("p", {}, h("strong", {}, `${STOPS[flag.action] ?? "Go on with care"}. `), flag.do), claim(flag.why))));
    const stopped = on.some((flag) => STOPS[flag.action]);
    this.table.hidden = stopped;
    if (!stopped) this.compare([this.own, ...this.data.items.slice(1).filter((item) => chosen.includes(item.id))]);
  }

  compare(items) {
    const row = (name, cell) => h("tr", {}, h("th", { scope: "row" }, name), items.map((item) => h("td", {}, cell(item))));
    const said = this.data.mentions.filter((name) => items.some((item) => item.mentions.includes(name)));
    const common = said.filter((name) => items.every((item) => item.mentions.includes(name))), apart = said.filter((name) => !common.includes(name));
    const marks = (name) => row(name, (item) => (item.mentions.includes(name) ? "✓ named" : "–"));
    const band = (words) => h("tr", {}, h("th", { scope: "colgroup", colspan: items.length + 1 }, words));
    this.table.replaceChildren(h("table", {}, h("caption", { class: "unseen" }, `${items.map((item) => item.name).join(", ")} compared`),
      h("thead", {}, h("tr", {}, h("td", { style: "width: 15%" }), items.map((item) => h("th", { scope: "col" }, item.name)))),
      h("tbody", {}, row("Kind", (item) => item.kind), row("Points to it", (item) => claim(item.points_to)), row("Tells it apart", (item) => claim(item.tell_apart)), row("What to do", (item) => item.action),
        band(common.length ? "Common to all: these do not tell them apart" : "Nothing of this list is named for all of them"), common.map(marks),
        apart.length ? band("Named for some only: ask and test these") : null, apart.map(marks))));
  }
}

export default widget(async (context) => {
  const { data } = context, known = data.items.map((item) => item.id);
  const store = keep(context, { chosen: data.chosen, flags: [] }, (state) => ({ ...state, chosen: state.chosen.filter((id) => known.includes(id)).slice(0, MOST) }));
  const comparer = new Comparer(context, store);
  store.listen(() => comparer.show());
});
