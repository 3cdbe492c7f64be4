// Marking in the page, for self-study: the same rules as course/exercises, which mark graded work.
// A test gives both the same answers. Each returns {score, feedback, unsafe}; null is unanswered.
const CELL = 4; // mm
const CARE = ["treat", "treat_with_care", "not_this_muscle", "refer", "emergency"];
const FULL = 0.999;

function markAnswer(item, answer) {
  const found = MARKS[item.kind](item, answer);
  return found && { unsafe: false, ...found };
}

function markChoice({ ask, key }, { chosen }) {
  if (!chosen.length) return null;
  const hits = chosen.filter((id) => key.right.includes(id)).length;
  const score = ask.many ? Math.max(0, (2 * hits - chosen.length) / key.right.length) : hits;
  const missed = ask.many ? key.right.filter((id) => !chosen.includes(id)) : [];
  return { score, feedback: [...chosen, ...missed].map((id) => key.feedback[id]) };
}

function markPairs({ ask, key }, { pairs }) {
  if (!Object.keys(pairs).length) return null;
  const words = Object.fromEntries([...(ask.left ?? ask.pins), ...(ask.right ?? ask.names)].map((one) => [one.id, one.text]));
  const all = Object.entries(key.pairs), wrong = all.filter(([one, other]) => pairs[one] !== other);
  const good = all.length - wrong.length;
  return { score: good / all.length, feedback: [`${good} of ${all.length} are right.`, ...wrong.map(([one, other]) => `${words[one]}: ${words[other].replace(/\.+$/, "")}.`)] };
}

/** Kendall's tau of two orders of the same ids. */
function tau(order, right) {
  let agree = 0, pairs = 0;
  for (let a = 0; a < right.length; a += 1) for (let b = a + 1; b < right.length; b += 1) {
    pairs += 1;
    agree += order.indexOf(right[a]) < order.indexOf(right[b]);
  }
  return pairs ? (2 * agree - pairs) / pairs : 1;
}

function markOrder({ ask, key }, { order }) {
  if (!order.length) return null;
  const words = Object.fromEntries(ask.items.map((one) => [one.id, one.text]));
  const off = (id) => Math.abs(order.indexOf(id) - key.order.indexOf(id));
  const far = key.order.reduce((worst, id) => (off(id) > off(worst) ? id : worst));
  return { score: Math.max(0, tau(order, key.order)), feedback: [off(far) ? `Furthest from its place: “${words[far]}”.` : "The right order.", key.explain] };
}

function markLandmark({ key }, { at }) {
  if (!at.length) return null;
  const mm = Math.hypot(at[0] - key.at[0], at[1] - key.at[1]), [inner, outer] = key.rings;
  return { score: Math.max(0, Math.min(1, (outer - mm) / (outer - inner))), feedback: [`${mm.toFixed(0)} mm away; the rings are ${inner} and ${outer} mm.`, ...key.explain] };
}

function markCase({ ask, key }, { asked, decision }) {
  if (!decision) return null;
  const over = CARE.indexOf(decision) - CARE.indexOf(key.decision), early = asked.length < ask.findings.length / 2;
  const score = (over === 0 ? 1 : over > 0 ? 0.5 : 0) * (early ? 0.75 : 1);
  const feedback = [key.consequences[decision], early ? `You decided after ${asked.length} of ${ask.findings.length} questions: too early.` : null, ...key.explain];
  return { score, feedback: feedback.filter(Boolean), unsafe: over < 0 && ["refer", "emergency"].includes(key.decision) };
}

function markDrill({ ask, key }, { readings }) {
  if (!readings.length) return null;
  const good = readings.filter((value) => Math.abs(value - ask.target) <= ask.within * ask.target + 1e-9).length;
  const mean = readings.reduce((a, b) => a + b, 0) / readings.length;
  const spread = Math.sqrt(readings.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (readings.length - 1));
  const said = [`${good} of ${ask.tries} readings within ${(100 * ask.within).toFixed(0)} % of ${ask.target} kg.`];
  if (readings.length > 1) said.push(`Mean ${mean.toFixed(2)} kg, standard deviation ${spread.toFixed(2)} kg.`);
  return { score: good / ask.tries, feedback: [...said, key.explain] };
}

/** Cohen's kappa of pairs of true and false; null when both always say one thing. */
function kappa(pairs) {
  const share = (test) => pairs.filter(test).length / pairs.length;
  const agree = share(([a, b]) => a === b), one = share(([a]) => a), two = share(([, b]) => b);
  const chance = one * two + (1 - one) * (1 - two);
  return chance > 1 - 1e-12 ? null : (agree - chance) / (1 - chance);
}

const bothAnswered = (ask, { first, second }) => ask.sites.filter(({ id }) => id in first && id in second).map(({ id }) => [first[id], second[id]]);

function markAgreement({ ask }, answer) {
  const pairs = bothAnswered(ask, answer);
  if (!pairs.length) return null;
  const found = kappa(pairs), gaps = Object.values(answer.places);
  const said = [`You agreed on ${pairs.filter(([a, b]) => a === b).length} of ${pairs.length} places.`,
    found === null ? "Kappa cannot be computed: you both gave one answer everywhere." : `Kappa ${found.toFixed(2)}. With so few places it could be much higher or lower.`];
  if (gaps.length) said.push(`Your marks lay ${(gaps.reduce((a, b) => a + b, 0) / gaps.length).toFixed(0)} mm apart on average.`);
  return { score: pairs.length / ask.sites.length, feedback: said };
}

// ---- typed answers -------------------------------------------------------------------------

/** Lower case, no accents, no punctuation, without the words that say nothing. */
function normalName(text, skipped) {
  const plain = text.slice(0, 200).normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return (plain.match(/[a-z0-9]+/g) ?? []).filter((word) => !skipped.includes(word)).join(" ");
}

/** Letters left out, put in, changed or swapped with their neighbour. */
function editDistance(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i], before = rows[i - 1];
    for (let j = 1; j <= b.length; j += 1) {
      let best = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, rows[i - 2][j - 2] + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}

/** right, near (another thing's name) or wrong. */
function nameVerdict(text, { accept, near }, { opposites, skipped }) {
  const typed = normalName(text, skipped), names = accept.map((name) => normalName(name, skipped));
  if (names.includes(typed)) return "right";
  const alike = (name) => Math.abs(name.length - typed.length) <= 2;
  const others = near.map((name) => normalName(name, skipped)).filter(alike), said = typed.split(" ");
  const turned = (name) => opposites.some((group) => name.split(" ").some((word) => group.includes(word) && said.some((own) => group.includes(own) && own !== word && !name.split(" ").includes(own))));
  if (others.includes(typed) || names.some(turned)) return "near";
  const forgiven = (name) => (name.length < 5 ? 0 : name.length < 9 ? 1 : 2);
  const gaps = names.filter(alike).map((name) => [editDistance(typed, name), name]).filter(([gap, name]) => gap <= forgiven(name)).map(([gap]) => gap);
  if (!gaps.length) return "wrong";
  const found = Math.min(...gaps);
  return others.some((name) => editDistance(typed, name) <= found) ? "near" : "right";
}

function markTyped({ key, rules }, { text }) {
  if (!normalName(text, rules.skipped)) return null;
  const found = nameVerdict(text, key, rules);
  const lead = { right: "Right.", near: "That is the name of something else, or one letter from it.", wrong: "Not this." }[found];
  return { score: found === "right" ? 1 : 0, feedback: [found === "right" ? lead : `${lead} It is: ${key.accept[0]}.`, key.explain] };
}

// ---- zones ---------------------------------------------------------------------------------

/** The closed line through corners (Catmull-Rom), eight steps from each to the next. */
function smoothCorners(corners) {
  const n = corners.length, out = [];
  for (let i = 0; i < n; i += 1) {
    const [p0, p1, p2, p3] = [-1, 0, 1, 2].map((k) => corners[(i + k + n) % n]);
    for (let step = 0; step < 8; step += 1) {
      const t = step / 8;
      out.push([0, 1].map((k) => 0.5 * (2 * p1[k] + (p2[k] - p0[k]) * t + (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t + (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t ** 3)));
    }
  }
  return out;
}

const cellSpan = (values, radius) => [Math.floor((Math.min(...values) - radius) / CELL), Math.ceil((Math.max(...values) + radius) / CELL) + 1];

/** Cells "column,row" whose middle lies inside one of the outlines. */
function cellsInside(outlines) {
  const found = new Set();
  for (const corners of outlines.map(smoothCorners)) {
    const [first, end] = cellSpan(corners.map(([, v]) => v), 0);
    for (let row = first; row < end; row += 1) {
      const v = (row + 0.5) * CELL, crossings = [];
      corners.forEach(([u1, v1], i) => {
        const [u2, v2] = corners[(i + 1) % corners.length];
        if (v1 > v !== v2 > v) crossings.push(u1 + ((v - v1) / (v2 - v1)) * (u2 - u1));
      });
      crossings.sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        for (let column = Math.ceil(crossings[i] / CELL - 0.5); column <= Math.floor(crossings[i + 1] / CELL - 0.5); column += 1) found.add(`${column},${row}`);
      }
    }
  }
  return found;
}

/** Cells that strokes cover; a negative radius rubs out. */
function cellsPainted(strokes) {
  const found = new Set();
  for (const [size, ...places] of strokes) {
    const radius = Math.abs(size), points = [];
    for (let i = 0; i < places.length; i += 2) points.push([places[i], places[i + 1]]);
    for (let i = 0; i < Math.max(1, points.length - 1); i += 1) {
      const [u1, v1] = points[i], [u2, v2] = points[Math.min(i + 1, points.length - 1)], du = u2 - u1, dv = v2 - v1, square = du * du + dv * dv;
      const [left, right] = cellSpan([u1, u2], radius), [low, high] = cellSpan([v1, v2], radius);
      for (let column = left; column < right; column += 1) for (let row = low; row < high; row += 1) {
        const u = (column + 0.5) * CELL, v = (row + 0.5) * CELL;
        const t = square ? Math.max(0, Math.min(1, ((u - u1) * du + (v - v1) * dv) / square)) : 0;
        if (Math.hypot(u - u1 - t * du, v - v1 - t * dv) > radius) continue;
        if (size < 0) found.delete(`${column},${row}`);
        else found.add(`${column},${row}`);
      }
    }
  }
  return found;
}

function markZone({ key }, { strokes }) {
  const cells = cellsPainted(strokes);
  if (!cells.size) return null;
  const common = (area) => [...area].filter((cell) => cells.has(cell)).length;
  const widest = cellsInside(key.widest), core = cellsInside(key.essential.length ? key.essential : key.widest);
  const covered = common(core) / core.size, within = common(widest) / cells.size;
  const score = covered + within ? (2 * covered * within) / (covered + within) : 0;
  return { score: score >= 0.8 ? 1 : score / 0.8, feedback: [`${(100 * covered).toFixed(0)} % of the zone is covered; ${(100 * within).toFixed(0)} % of the paint lies inside the widest published zone.`, ...key.explain] };
}

const MARKS = { choice: markChoice, "which-muscle": markChoice, match: markPairs, label: markPairs, order: markOrder, landmark: markLandmark, case: markCase, drill: markDrill, agreement: markAgreement, typed: markTyped, zone: markZone };
