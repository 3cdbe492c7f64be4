// Starts reveal.js, shrinks whatever is still too tall once the real fonts are there, and adds what a
// room needs: a menu, plates to jump to, a spotlight, hands to count, sheets for paper.
(() => {
  const root = document.documentElement, asked = new URLSearchParams(location.search);
  const perSheet = Number(asked.get('sheets')), printing = asked.has('print-pdf');
  const h = (name, attributes = {}, ...inner) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) key.startsWith('on') ? made.addEventListener(key.slice(2), value) : made.setAttribute(key, value);
    made.append(...inner);
    return made;
  };

  const size = (name) => parseFloat(getComputedStyle(root).getPropertyValue(name));

  const fit = (body) => {
    let scale = parseFloat(getComputedStyle(body).getPropertyValue('--scale')) || 1;
    const tall = () => body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
    while (scale > 0.4 && tall()) {
      scale -= 0.04;
      body.style.setProperty('--scale', scale.toFixed(2));
      body.dataset.fitted = scale.toFixed(2);
    }
  };
  const fitAll = () => {
    for (const body of document.querySelectorAll('.slides .body')) {
      // Slides far from the current one are not laid out: measure a copy of their styles.
      const chain = [];
      for (let s = body.closest('section'); s; s = s.parentElement.closest('section')) chain.push([s, s.style.display, s.hidden]);
      for (const [s] of chain) { s.style.display = 'block'; s.hidden = false; }
      fit(body);
      for (const [s, display, hidden] of chain) { s.style.display = display; s.hidden = hidden; }
    }
    root.dataset.deck = 'ready';
  };
  document.addEventListener('toggle', (event) => {
    const body = event.target.closest?.('.body');
    if (body) fit(body);
  }, true);
  if (matchMedia('(prefers-contrast: more)').matches || asked.has('contrast')) root.classList.add('high-contrast');

  // Paper. Ctrl+P prints one slide a page: reveal.js lays that out under ?print-pdf.
  const print = (query) => location.assign(`${location.pathname}?${query}&now`);
  const printNow = () => { if (asked.has('now')) setTimeout(() => window.print(), 400); };
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'p' && !printing && !perSheet) {
      event.preventDefault();
      print('print-pdf');
    }
  });
  const leaves = () => [...document.querySelectorAll('.slides section')].filter((s) => !s.querySelector('section'));
  const laySheets = () => {
    const slides = leaves(), mm = 96 / 25.4;
    const [width, tall] = perSheet === 2 ? [190, 95.25] : [91.5, 58], sheets = []; // mm; notes need the rest
    slides.forEach((slide, index) => {
      if (index % perSheet === 0) sheets.push(h('div', { class: `sheet of-${perSheet}` }));
      const notes = slide.querySelector('aside.notes');
      const paper = h('div', { class: 'reveal' }, h('div', { class: 'slides' }, slide));
      const words = h('div', { class: 'words' }, h('span', { class: 'number' }, `${index + 1}`));
      if (notes) { words.append(...notes.childNodes); notes.remove(); }
      sheets.at(-1).append(h('div', { class: 'cell' }, paper, words));
      paper.style.zoom = Math.min(width * mm / size('--slide-width'), tall * mm / size('--slide-height'));
    });
    document.body.replaceChildren(h('main', {}, ...sheets));
    root.classList.add('sheets', 'print-pdf'); // reveal.js prints other pages as one long text
    document.head.append(h('style', {}, '@page { size: A4; margin: 10mm; }'));
    for (const words of document.querySelectorAll('.cell .words')) {
      for (let size = 11; size > 4 && words.scrollHeight > words.clientHeight + 1; size -= 0.5) words.style.fontSize = `${size}px`;
    }
  };

  // The menu: plates and parts to jump to, tools, paper.
  const title = (slide) => slide.querySelector('h2')?.textContent.replace(/\s+/g, ' ').trim() ?? 'Slide';
  const go = (slide) => { const at = Reveal.getIndices(slide); Reveal.slide(at.h, at.v); menu.close(); };
  const jumps = (slides, name = title) => h('ul', { class: 'long' }, ...slides.map((slide) => h('li', {}, h('a', { href: '#', onclick: (event) => { event.preventDefault(); go(slide); } }, name(slide)))));
  const button = (words, action) => h('li', {}, h('button', { class: 'deck-button', type: 'button', onclick: () => { menu.close(); action(); } }, words));
  const menu = h('dialog', { class: 'deck-menu', 'aria-label': 'Menu of the deck' });
  menu.addEventListener('keydown', (event) => event.stopPropagation()); // its keys are not the deck's
  const fillMenu = () => {
    const slides = leaves(), plates = slides.filter((s) => s.matches('.figure, .widgets')), parts = new Map();
    for (const slide of slides) { const part = slide.querySelector('.kicker')?.textContent; if (part && !parts.has(part)) parts.set(part, slide); }
    menu.replaceChildren(
      h('form', { method: 'dialog' }, h('button', { class: 'deck-button' }, 'Close')),
      h('h2', {}, 'Tools'),
      h('ul', {}, button('Presenter view (S)', () => Reveal.getPlugin('notes').open()), button('Blank screen (B)', () => Reveal.togglePause()), button('Spotlight (Q)', spotlight), button('High contrast (C)', contrast), button('Overview (Esc)', () => Reveal.toggleOverview(true))),
      h('h2', {}, 'Paper'),
      h('ul', {}, button('One slide a page', () => print('print-pdf')), button('Two a page, with notes', () => print('sheets=2')), button('Six a page, with notes', () => print('sheets=6'))),
      ...(plates.length ? [h('h2', {}, 'Plates and widgets'), jumps(plates)] : []),
      ...(parts.size > 1 ? [h('h2', {}, 'Parts'), jumps([...parts.values()], (s) => s.querySelector('.kicker').textContent)] : []),
    );
  };
  const openMenu = () => { if (menu.open) return menu.close(); fillMenu(); menu.showModal(); };
  const contrast = () => root.classList.toggle('high-contrast');
  const light = h('div', { class: 'spotlight', hidden: '' });
  const spotlight = () => { light.hidden = !light.hidden; };
  document.addEventListener('pointermove', (event) => {
    light.style.setProperty('--x', `${event.clientX}px`);
    light.style.setProperty('--y', `${event.clientY}px`);
  });
  const bind = (keyCode, key, description, action) => Reveal.addKeyBinding({ keyCode, key, description }, action);

  // A question to the room: hands are counted beside each answer; nothing is kept or sent.
  const poll = (slide) => {
    const items = [...slide.querySelectorAll('.body > ul > li')], counts = items.map(() => 0), shown = [];
    const tell = () => { const most = Math.max(...counts, 1); shown.forEach(([meter, number], i) => { meter.max = most; meter.value = counts[i]; number.textContent = counts[i]; }); };
    items.forEach((item, index) => {
      const name = item.querySelector('strong')?.textContent ?? `answer ${index + 1}`;
      const meter = h('meter', { min: 0, 'aria-label': `Hands for ${name}` }), number = h('output');
      const step = (by, words) => h('button', { class: 'deck-button', type: 'button', 'aria-label': `${words} for ${name}`, onclick: () => { counts[index] = Math.max(counts[index] + by, 0); tell(); } }, by > 0 ? '+' : '−');
      shown.push([meter, number]);
      item.append(h('span', { class: 'hands' }, step(-1, 'One hand less'), number, step(1, 'One hand more'), meter));
    });
    tell();
  };
  // A clock for practice: counts the minutes of the slide down.
  const clock = (place) => {
    let left = Number(place.dataset.seconds), running = 0;
    const whole = left, face = h('p', { class: 'clock', role: 'timer' });
    const show = () => { face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`; };
    const tick = () => { left = Math.max(left - 1, 0); show(); if (!left) stop(); };
    const stop = () => { clearInterval(running); running = 0; start.textContent = 'Start'; };
    const start = h('button', { class: 'deck-button', type: 'button', onclick: () => { if (running) return stop(); running = setInterval(tick, 1000); start.textContent = 'Pause'; } }, 'Start');
    const again = h('button', { class: 'deck-button', type: 'button', onclick: () => { stop(); left = whole; show(); } }, 'Again');
    show();
    place.append(face, start, ' ', again);
  };

  if (perSheet === 2 || perSheet === 6) {
    (document.fonts ? document.fonts.ready : Promise.resolve()).then(() => { fitAll(); laySheets(); printNow(); });
    return;
  }
  Reveal.initialize({
    width: size('--slide-width'), height: size('--slide-height'), margin: 0, minScale: 0.1, maxScale: 4, center: false,
    hash: true, slideNumber: 'c/t', controls: true, progress: true, overview: true,
    transition: 'none', backgroundTransition: 'none',
    // With times on its slides the presenter view shows whether one is ahead or behind.
    defaultTiming: document.querySelector('[data-timing]') ? 0 : null,
    pdfSeparateFragments: false, pdfMaxPagesPerSlide: 1, plugins: [RevealNotes],
  }).then(() => {
    document.querySelectorAll('section.poll').forEach(poll);
    document.querySelectorAll('[data-seconds]').forEach(clock);
    if (!printing) document.querySelector('.reveal').append(h('button', { class: 'deck-button deck-menu-button', type: 'button', 'aria-label': 'Menu', title: 'Menu (M)', onclick: openMenu }, '☰'));
    document.body.append(menu, light);
    bind(77, 'M', 'Menu: plates, tools, paper', openMenu);
    bind(81, 'Q', 'Spotlight', spotlight);
    bind(67, 'C', 'High contrast', contrast);
    bind(84, 'T', 'Plates to jump to', openMenu);
    return document.fonts ? document.fonts.ready : null;
  }).then(fitAll).then(printNow);
})();
