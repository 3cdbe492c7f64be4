// What an answer is given with: one class for each kind of exercise. Each has `node`, and
// `show(answer, mark)`, where mark is null until the answer has been checked.
const verdictWords = (right) => h("strong", { class: right ? "right-mark" : "wrong-mark" }, right ? "✓ right" : "✗ not right");

class Choose {
  constructor({ item, put, picture }) {
    this.item = item;
    const { options, many } = item.ask, name = freshId("options");
    this.rows = options.map(({ id, text }) => {
      const input = h("input", { type: many ? "checkbox" : "radio", name, value: id });
      input.addEventListener("change", () => {
        const chosen = options.map((one) => one.id).filter((one) => (one === id ? input.checked : many && this.chosen.includes(one)));
        put({ chosen });
      });
      const after = h("span", {});
      return { id, input, after, node: h("label", { class: "tick" }, input, h("span", {}, text, " ", after)) };
    });
    this.node = h("fieldset", { class: "ticks" }, h("legend", {}, many ? "Choose all that are right" : "Choose one"), picture ?? null, this.rows.map((row) => row.node));
  }

  show({ chosen }, mark) {
    this.chosen = chosen;
    for (const { id, input, after } of this.rows) {
      input.checked = chosen.includes(id);
      const right = this.item.key?.right.includes(id);
      after.replaceChildren(...(mark && (chosen.includes(id) || right) ? [verdictWords(right)] : []));
    }
  }
}

class Type {
  constructor({ put }) {
    const id = freshId("typed");
    this.input = h("input", { type: "text", id, autocomplete: "off", spellcheck: "false", maxlength: 200 });
    this.input.addEventListener("input", () => put({ text: this.input.value }));
    this.node = h("div", {}, h("label", { for: id }, "Your answer. Small typing errors are forgiven."), this.input);
  }

  show({ text }) {
    if (this.input.value !== text) this.input.value = text;
  }
}

class Match {
  constructor({ item, put, stage }) {
    this.item = item;
    this.stage = stage;
    const { left, right, pins, names } = item.ask, lettered = (one, i) => (right ? `${"ABCDEFGHIJ"[i]}. ${one.text}` : one.text);
    const options = [["", "Choose…"], ...(right ?? names).map((one, i) => [one.id, lettered(one, i)])];
    this.rows = (left ?? pins).map((one) => {
      const made = menu(one.text, options, (value) => {
        const pairs = { ...this.pairs, [one.id]: value };
        if (!value) delete pairs[one.id];
        put({ pairs });
      });
      const after = h("span", {});
      made.node.append(after);
      made.node.classList.add("pair");
      return { id: one.id, after, set: made.set, node: made.node };
    });
    this.node = h("div", {}, right ? h("ul", { class: "lettered" }, right.map((one, i) => h("li", {}, lettered(one, i)))) : null, this.rows.map((row) => row.node));
    if (stage) this.pins(pins);
  }

  pins(pins) {
    const size = this.stage.mm * 2.2;
    for (const { text, at: [u, v] } of pins) {
      this.stage.over.append(s("g", { transform: `translate(${u} ${-v})`, class: "pin", "aria-hidden": "true" }, s("circle", { r: size }), s("text", { "font-size": size * 1.3, "text-anchor": "middle", dy: size * 0.45 }, text.replace("Pin ", ""))));
    }
  }

  show({ pairs }, mark) {
    this.pairs = pairs;
    for (const { id, after, set } of this.rows) {
      set(pairs[id] ?? "");
      after.replaceChildren(...(mark ? [verdictWords(this.item.key.pairs[id] === pairs[id])] : []));
    }
  }
}

class Arrange {
  constructor({ item, put, say }) {
    Object.assign(this, { put, say });
    this.words = Object.fromEntries(item.ask.items.map((one) => [one.id, one.text]));
    this.start = item.ask.items.map((one) => one.id);
    this.right = item.key?.order;
    this.list = h("ol", { class: "arrange" });
    this.keep = button("This is my order", () => put({ order: this.order }));
    this.node = h("div", {}, this.list, this.keep);
  }

  move(id, by) {
    const order = [...this.order], from = order.indexOf(id), to = from + by;
    if (to < 0 || to >= order.length) return;
    order.splice(to, 0, ...order.splice(from, 1));
    this.put({ order });
    this.say(`${this.words[id]}: now number ${to + 1}.`);
    this.list.querySelector(`[data-id="${id}"][data-by="${by}"]`)?.focus();
  }

  show({ order }, mark) {
    this.order = order.length ? order : this.start;
    this.keep.hidden = order.length > 0;
    const mover = (id, by, sign, words) => button(sign, () => this.move(id, by), { "aria-label": `${words}: ${this.words[id]}`, "data-id": id, "data-by": by });
    this.list.replaceChildren(...this.order.map((id, place) => h("li", {}, mover(id, -1, "↑", "Move up"), mover(id, 1, "↓", "Move down"), h("span", {}, this.words[id], " "),
      mark ? verdictWords(this.right[place] === id) : null)));
  }
}

class Decide {
  constructor({ item, put, say }) {
    const { person, story, findings, decisions } = item.ask;
    this.answers = h("dl", { class: "answers" });
    this.item = item;
    this.buttons = findings.map((one) => button(one.text, () => {
      put({ asked: [...this.asked.filter((id) => id !== one.id), one.id] });
      say(one.answer);
    }));
    this.choice = choice("Decide", decisions.map((one) => [one.id, one.text]), (decision) => put({ decision }));
    this.choice.node.classList.add("stacked");
    this.node = h("div", {}, h("p", {}, h("em", {}, person)), h("p", {}, story), h("h4", {}, "Ask or test"), h("div", { class: "row" }, this.buttons), this.answers, this.choice.node);
  }

  show({ asked, decision }) {
    this.asked = asked;
    this.choice.set(decision);
    const { findings } = this.item.ask;
    this.buttons.forEach((node, i) => node.setAttribute("aria-pressed", String(asked.includes(findings[i].id))));
    this.answers.replaceChildren(...asked.flatMap((id) => {
      const one = findings.find((found) => found.id === id);
      return [h("dt", {}, one.text), h("dd", {}, one.answer)];
    }));
  }
}

class Press {
  constructor({ item, put }) {
    const { target, tries, within } = item.ask;
    Object.assign(this, { target, within });
    this.inputs = Array.from({ length: tries }, (_, i) => {
      const input = h("input", { type: "number", min: 0, max: 50, step: 0.1, "aria-label": `Reading ${i + 1}, kg` });
      input.addEventListener("change", () => put({ readings: this.inputs.map((one) => one.value).filter((value) => value !== "").map(Number).filter((value) => value >= 0 && value <= 50) }));
      return input;
    });
    this.plot = h("div", {});
    this.node = h("div", {}, h("p", {}, `Readings in kg (target ${target} kg)`), h("div", { class: "readings" }, this.inputs), this.plot);
  }

  show({ readings }) {
    this.inputs.forEach((input, i) => { if (document.activeElement !== input) input.value = readings[i] ?? ""; });
    const top = Math.max(this.target * 1.6, ...readings, 0.1), x = (i) => 12 + (i * 180) / (this.inputs.length - 1 || 1), y = (kg) => 58 - (52 * kg) / top;
    const band = [this.target * (1 + this.within), this.target * (1 - this.within)];
    this.plot.replaceChildren(s("svg", { viewBox: "0 0 200 64", class: "small-plot", role: "img", "aria-label": `Your readings: ${readings.join(", ") || "none yet"} kg; the band runs from ${band[1].toFixed(1)} to ${band[0].toFixed(1)} kg` },
      s("rect", { x: 4, width: 192, y: y(band[0]), height: y(band[1]) - y(band[0]), fill: "#dcebdd" }),
      s("line", { x1: 4, x2: 196, y1: y(this.target), y2: y(this.target), stroke: "#3f7a52" }),
      readings.map((kg, i) => s("circle", { cx: x(i), cy: y(kg), r: 2.6, fill: "#14507a" }))));
  }
}

class Agree {
  constructor({ item, put }) {
    this.item = item;
    this.who = "first";
    this.turn = choice("Who answers", [["first", "First examiner"], ["second", "Second examiner"]], (who) => { this.who = who; this.draw(); });
    this.turn.set("first");
    this.put = put;
    this.table = h("div", {});
    this.result = h("div", {});
    this.node = h("div", {}, this.turn.node, this.table, this.result);
  }

  draw() {
    const { sites } = this.item.ask, own = this.answer[this.who];
    const answerOf = (id, value) => {
      const said = { ...own };
      if (value === "") delete said[id];
      else said[id] = value === "yes";
      this.put({ [this.who]: said });
    };
    this.table.replaceChildren(h("p", {}, "The other examiner's answers are hidden. Leave the last field empty until both are done."), ...sites.map(({ id, text }) => {
      const made = menu(text, [["", "Not examined"], ["yes", "Yes, my pain"], ["no", "No"]], (value) => answerOf(id, value));
      made.set(id in own ? (own[id] ? "yes" : "no") : "");
      const gap = h("input", { type: "number", min: 0, max: 300, "aria-label": `mm between your two marks: ${text}`, placeholder: "mm apart" });
      gap.value = this.answer.places[id] ?? "";
      gap.addEventListener("change", () => {
        const places = { ...this.answer.places };
        if (gap.value === "") delete places[id];
        else places[id] = Math.min(300, Math.max(0, Number(gap.value)));
        this.put({ places });
      });
      made.node.append(gap);
      made.node.classList.add("pair");
      return made.node;
    }));
  }

  show(answer, mark) {
    const first = !this.answer || JSON.stringify(this.answer) !== JSON.stringify(answer);
    this.answer = answer;
    if (first && !this.table.contains(document.activeElement)) this.draw();
    this.result.replaceChildren(...(mark ? [this.compare(kappa(bothAnswered(this.item.ask, answer)))] : []));
  }

  compare(own) {
    const rows = [...(own === null ? [] : [{ name: "You two", kappa: own, cite: "here, few places" }]), ...this.item.ask.published];
    const x = (value) => 50 + 50 * value;
    return h("table", { class: "kappas" }, h("caption", {}, "Kappa: 0 is chance, 1 full agreement"), h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name, h("br"), h("small", {}, row.cite)),
      h("td", {}, s("svg", { viewBox: "0 0 102 12", role: "img", "aria-label": row.kappa === null ? `from ${row.low} to ${row.high}` : `${row.kappa.toFixed(2)}` },
        s("line", { x1: 50, x2: 50, y1: 0, y2: 12, stroke: "#857d72", "stroke-dasharray": "2 2" }), s("line", { x1: 0, x2: 100, y1: 6, y2: 6, stroke: "#cfc8bd" }),
        row.low !== null && row.low !== undefined ? s("line", { x1: x(row.low), x2: x(row.high), y1: 6, y2: 6, stroke: "#14507a", "stroke-width": 3 }) : null,
        row.kappa === null ? null : s("circle", { cx: x(row.kappa), cy: 6, r: 2.6, fill: row.name === "You two" ? "#9e2a2b" : "#14507a" }))),
      h("td", {}, row.kappa === null ? `${row.low} to ${row.high}` : row.kappa.toFixed(2))))));
  }
}
