"""How fast widgets answer, and whether they grow: `make bench`; nothing of it is in `make test`."""

import statistics

import pytest
from drives import frame
from test_widgets import make
from test_widgets_everywhere import jupyter_page  # noqa: F401
from widget_page import open_widgets

pytestmark = [pytest.mark.benchmark, pytest.mark.browser]

# Milliseconds from the event until the frame after it has been drawn, for `count` events.
TIMED = """async ([selector, kind, count]) => {
  const target = document.querySelector(selector), box = target.getBoundingClientRect(), times = [];
  for (let i = 0; i < count; i += 1) {
    const at = {clientX: box.x + box.width * (0.3 + 0.4 * i / count),
                clientY: box.y + box.height * 0.5, bubbles: true};
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    if (kind === 'input') {
      target.value = i % 100;
      target.dispatchEvent(new Event('input', {bubbles: true}));
    } else target.dispatchEvent(new PointerEvent(kind, at));
    target.getBoundingClientRect(); // layout is part of the answer
    times.push(performance.now() - start);
  }
  return times;
}"""
EVENTS = [
    ("AnatomyExplorer", ".stage-picture", "pointermove"),
    ("AnatomyExplorer", ".layer input", "input"),
    ("AnatomyExplorer", ".stage-picture", "click"),
    ("LandmarkTrainer", ".stage-picture", "click"),
    ("ZonePainter", ".stage-picture", "pointermove"),
]


# Notes when a further cell has its number and when a further picture stands in a widget.
WATCH = """() => {
  const count = selector => document.querySelectorAll(selector).length;
  const run = () => [...document.querySelectorAll('.jp-InputPrompt')]
    .map(e => e.textContent).filter(text => text && text !== '[ ]:').sort().join();
  const before = [run(), count('.palpate .stage-picture image')];
  window.seen = {};
  const look = () => {
    const now = performance.now();
    if (!seen.run && run() !== before[0] && !run().includes('*')) seen.run = now;
    if (!seen.drawn && count('.palpate .stage-picture image') > before[1]) seen.drawn = now;
    if (!seen.run || !seen.drawn) setTimeout(look, 2);
  };
  look();
}"""


@pytest.mark.parametrize(("name", "selector", "kind"), EVENTS)
def test_answer_within_a_frame(browser, tmp_path, name, selector, kind):
    page = open_widgets(browser, tmp_path, make(name))
    times = sorted(page.evaluate(TIMED, [selector, kind, 200]))
    print(f"\n  {name} {kind}: median {times[100]:.1f} ms, 95th percentile {times[190]:.1f} ms")
    page.context.close()
    assert times[190] < 50


def test_no_growth_over_a_thousand_interactions(browser, tmp_path):
    page = open_widgets(browser, tmp_path, make("AnatomyExplorer"))
    client = page.context.new_cdp_session(page)

    def heap():
        client.send("HeapProfiler.collectGarbage")
        usage = client.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        return usage, page.evaluate("() => document.querySelectorAll('*').length")

    page.evaluate(TIMED, [".stage-picture", "click", 200])
    before, nodes_before = heap()
    page.evaluate(TIMED, [".stage-picture", "click", 1000])
    after, nodes_after = heap()
    print(f"\n  heap {before:.2f} MB, after 1,000 clicks {after:.2f} MB; {nodes_after} elements")
    page.context.close()
    assert after < before * 1.1 + 0.5
    assert nodes_after < nodes_before * 1.5


def test_round_trip_and_first_drawing_in_lab(jupyter_page):  # noqa: F811
    page = jupyter_page("lab")
    root = frame(page, "AnatomyExplorer")
    page.get_by_text("explorer.state").last.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(
        "explorer.observe(lambda change: explorer.set(scheme='plain' if "
        "explorer.state['side'] == 'left' else 'depth'), 'state')"
    )
    page.keyboard.press("Shift+Enter")
    page.wait_for_timeout(1500)
    root.scroll_into_view_if_needed()
    times = []
    for number in range(12):
        side, scheme = (("left", "plain"), ("right", "depth"))[number % 2]
        times.append(
            page.evaluate(
                """async ([side, scheme]) => {
          const input = value => document.querySelector(`.palpate input[value=${value}]`);
          const start = performance.now();
          input(side).click();
          while (!input(scheme).checked) await new Promise(done => setTimeout(done, 1));
          return performance.now() - start;
        }""",
                [side, scheme],
            )
        )
    print(f"\n  round trip to Python, drawing included: median {statistics.median(times):.0f} ms")
    cell = page.locator(".jp-CodeCell").last
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("widgets.LandmarkTrainer('sacrum-one-side')")
    page.evaluate(WATCH)
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("() => window.seen.drawn && window.seen.run", timeout=20_000)
    seen = page.evaluate("() => window.seen")
    print(f"  a widget is drawn {seen['drawn'] - seen['run']:.0f} ms after its cell has run")
    assert seen["drawn"] - seen["run"] < 1000
