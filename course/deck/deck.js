// Starts reveal.js and shrinks whatever is still too tall once the real fonts are there.
(() => {
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
    document.documentElement.dataset.deck = 'ready';
  };
  document.addEventListener('toggle', (event) => {
    const body = event.target.closest('.body');
    if (body) fit(body);
  }, true);
  // Ctrl+P prints one slide a page: reveal.js lays that out under ?print-pdf.
  const printing = /print-pdf/.test(location.search);
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'p' && !printing) {
      event.preventDefault();
      location.assign(location.pathname + '?print-pdf&now');
    }
  });
  const printNow = () => {
    if (/[?&]now\b/.test(location.search)) setTimeout(() => window.print(), 400);
  };
  Reveal.initialize({
    width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4, center: false,
    hash: true, slideNumber: 'c/t', controls: true, progress: true, overview: true,
    transition: 'none', backgroundTransition: 'none',
    pdfSeparateFragments: false, pdfMaxPagesPerSlide: 1, plugins: [RevealNotes],
  }).then(() => (document.fonts ? document.fonts.ready : null)).then(fitAll).then(printNow);
})();
