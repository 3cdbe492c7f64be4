// Answers the controls of an interact from frames made beforehand, and draws plotly figures.
(() => {
  for (const place of document.querySelectorAll('[data-frames]')) {
    const frames = [...place.querySelectorAll(':scope > .frame')], controls = [...place.querySelectorAll(':scope > .control')];
    const show = () => {
      let at = 0;
      for (const control of controls) { const list = control.querySelector('select'); at = at * list.options.length + list.selectedIndex; }
      frames.forEach((frame, index) => { frame.hidden = index !== at; });
    };
    for (const control of controls) {
      const slider = control.querySelector('input'), list = control.querySelector('select'), name = control.firstChild.textContent.trim();
      slider.setAttribute('aria-label', name);
      list.setAttribute('aria-label', `${name}, as a list`);
      slider.addEventListener('input', () => { list.selectedIndex = Number(slider.value); show(); });
      list.addEventListener('change', () => { slider.value = list.selectedIndex; show(); });
      // The arrow keys move the slider, not the deck.
      for (const part of [slider, list]) part.addEventListener('keydown', (event) => event.stopPropagation());
    }
  }
  const draw = (place) => {
    if (place.dataset.drawn) return;
    if (!globalThis.Plotly) { place.textContent = 'A plotly figure stands here in the notebook. Install the package plotly and make the deck again to see it.'; return; }
    const { data, layout } = JSON.parse(place.dataset.plotly);
    place.dataset.drawn = '';
    delete layout.width; delete layout.height;
    Plotly.newPlot(place, data, { ...layout, autosize: true }, { responsive: true, displaylogo: false });
  };
  // A figure needs a size before it can be drawn, so slides draw theirs when they are shown.
  const seen = new IntersectionObserver((entries) => { for (const entry of entries) if (entry.isIntersecting) draw(entry.target); });
  document.querySelectorAll('[data-plotly]').forEach((place) => seen.observe(place));
  if (/print-pdf|sheets=/.test(location.search)) addEventListener('load', () => setTimeout(() => document.querySelectorAll('[data-plotly]').forEach(draw), 300));
})();
