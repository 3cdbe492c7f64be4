// Runs anywidgets without a kernel: the models of the notebook, kept in the page, and their modules.
// It offers what a module may expect: initialize, render, get, set, on, off, save_changes, send.
(() => {
  const source = document.getElementById('palpate-widgets');
  if (!source) { document.documentElement.dataset.widgets = 'none'; return; }
  const { models, modules, styles } = JSON.parse(source.textContent);

  const bytes = (text) => {
    const raw = atob(text), out = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i += 1) out[i] = raw.charCodeAt(i);
    return new DataView(out.buffer);
  };
  const put = (state, path, value) => {
    const last = path[path.length - 1];
    path.slice(0, -1).reduce((at, key) => at[key], state)[last] = value;
  };

  class Model {
    constructor(id, { state, buffers }) {
      this.id = id;
      this.state = state;
      for (const [path, text] of buffers) put(state, path, bytes(text));
      this.listeners = new Map();
      this.widget_manager = { get_model: (other) => find(other) };
    }
    get(key) { return this.state[key]; }
    set(key, value) {
      for (const [name, to] of typeof key === 'string' ? [[key, value]] : Object.entries(key)) {
        if (Object.is(this.state[name], to)) continue;
        this.state[name] = to;
        this.tell(`change:${name}`, this, to);
      }
      this.tell('change', this);
    }
    save_changes() { this.tell('saved', this); }
    send(content) { this.tell('sent', content); } // nobody answers: there is no Python here
    on(event, listener) { this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]); }
    off(event, listener) {
      if (!event) this.listeners.clear();
      else this.listeners.set(event, listener ? (this.listeners.get(event) ?? []).filter((own) => own !== listener) : []);
    }
    tell(event, ...values) { for (const listener of this.listeners.get(event) ?? []) listener(...values); }
  }

  const ready = new Map(), loaded = new Map();
  const find = (id) => {
    if (!models[id]) return Promise.reject(new Error(`there is no model ${id}`));
    if (!ready.has(id)) ready.set(id, start(id));
    return ready.get(id);
  };
  const load = (name) => {
    if (!loaded.has(name)) {
      const address = URL.createObjectURL(new Blob([modules[name]], { type: 'text/javascript' }));
      loaded.set(name, import(address).then(async (found) => {
        const widget = found.default ?? found;
        return typeof widget === 'function' ? widget() : widget;
      }));
    }
    return loaded.get(name);
  };
  const start = async (id) => {
    const model = new Model(id, models[id]);
    const widget = await load(models[id].module);
    await widget.initialize?.({ model });
    return model;
  };

  const mount = async (place) => {
    const id = place.dataset.model, still = [...place.childNodes];
    try {
      const model = await find(id), widget = await load(models[id].module);
      place.replaceChildren();
      const el = place.appendChild(document.createElement('div'));
      await widget.render?.({ model, el });
      place.dataset.mounted = '';
    } catch (error) {
      const words = document.createElement('p');
      words.className = 'missing';
      words.textContent = `This widget does not run here: ${error.message}`;
      place.replaceChildren(...still, words);
    }
  };

  for (const text of Object.values(styles)) document.head.appendChild(document.createElement('style')).textContent = text;
  globalThis.palpateWidgets = { find };
  Promise.all([...document.querySelectorAll('[data-model]')].map(mount)).then(() => { document.documentElement.dataset.widgets = 'ready'; });
})();
