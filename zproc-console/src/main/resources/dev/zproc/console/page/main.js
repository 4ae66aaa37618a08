import { byId, el, setText, sync } from './dom.js';
import { Held } from './held.js';
import { age, size } from './words.js';
import { markChosen, showProcesses } from './processes.js';
import { showWaits } from './waits.js';
import { drawTimeline, tellStory } from './timeline.js';
import { backToNow, reach, showChanges, showState } from './state.js';
import { showSwarms } from './swarms.js';

let skew = 0; // how far the program's clock is ahead of the browser's
let processes = { rows: [] };
let server = null;
let source = null;
let paused = false;
const held = new Held();

/** Which process is looked at alone. */
const choice = {
  name: null,
  is(process) {
    return this.name === null || process === this.name || String(process).startsWith(`${this.name}/`);
  },
  toggle(name) {
    this.name = this.name === name ? null : name;
    byId('only').hidden = this.name === null;
    setText(byId('only-name'), this.name ?? '');
    markChosen(this);
    showWaits(null, this);
    drawTimeline(now(), this, true);
  },
};

function now() {
  return Date.now() + skew;
}

const handlers = {
  hello(data) {
    setText(byId('program'), data.program);
    document.title = `${data.program} – zproc`;
  },
  server(data) {
    server = data;
    reach(data.oldest, data.revision);
    facts();
  },
  processes(data) {
    processes = data;
    skew = data.time - Date.now();
    showProcesses(data, choice);
  },
  waits(data) {
    showWaits(data, choice);
  },
  story(data) {
    tellStory(data);
    drawTimeline(now(), choice, false);
  },
  state: showState,
  changes: showChanges,
  swarms: showSwarms,
  problem(data) {
    setText(byId('problem'), data.text);
    byId('problem').hidden = data.text === '';
  },
};

function facts() {
  const told = [
    ['revision', server.revision],
    ['up for', age(now() - server.started)],
    ['state', size(server.state)],
    ['history', size(server.history)],
    ['queued', size(server.queued)],
    ['server pid', server.pid],
  ];
  sync(byId('facts'), told, ([name]) => name, ([name]) => {
    const fact = el('div', '', el('dt', '', name), el('dd'));
    fact.dataset.fact = name;
    return fact;
  }, (fact, [, value]) => setText(fact.lastChild, value));
}

function show(name, text) {
  const data = JSON.parse(text);
  if (paused) {
    if (!held.add(name, data)) {
      source.close(); // the program has to tell nothing more; all of it, when it goes on
      link('lost', 'paused for long: what changes is not kept');
    }
    return;
  }
  handlers[name](data);
}

function link(state, text) {
  byId('link').dataset.link = state;
  setText(byId('link'), text);
}

function connect() {
  const mine = new EventSource('events');
  source = mine;
  for (const name of Object.keys(handlers)) {
    mine.addEventListener(name, (event) => mine === source && show(name, event.data));
  }
  mine.addEventListener('open', () => link('live', 'live'));
  mine.addEventListener('error', () => {
    if (mine !== source) {
      return;
    }
    link('lost', 'lost: the program has ended, or does not answer');
    if (mine.readyState === EventSource.CLOSED) {
      setTimeout(() => mine === source && connect(), 2000);
    }
  });
}

function pause() {
  paused = !paused;
  byId('pause').setAttribute('aria-pressed', paused);
  setText(byId('pause'), paused ? 'Go on' : 'Pause');
  if (!paused) {
    const told = held.take();
    if (told === null) {
      connect();
    } else {
      told.forEach(([name, data]) => handlers[name](data));
    }
  }
}

function theme() {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = isDark ? 'light' : 'dark';
}

function help() {
  const hidden = (byId('keys').hidden = !byId('keys').hidden);
  byId('help').setAttribute('aria-expanded', !hidden);
}

function showAll() {
  if (choice.name !== null) {
    choice.toggle(choice.name);
  }
}

const SECTIONS = ['processes', 'waits', 'timeline', 'state', 'swarms'];
document.addEventListener('keydown', (event) => {
  const typing = event.target.matches('input[type="search"], select');
  if (event.key === 'Escape') {
    showAll();
    backToNow();
    event.target.blur();
  } else if (typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  } else if (event.key >= '1' && event.key <= '5') {
    const section = byId(SECTIONS[Number(event.key) - 1]);
    section.scrollIntoView({ block: 'nearest' });
    section.focus();
  } else if (event.key === '/') {
    event.preventDefault();
    byId('find').focus();
  } else if (event.key === 'p') {
    pause();
  } else if (event.key === 't') {
    theme();
  } else if (event.key === '?') {
    help();
  }
});
byId('pause').addEventListener('click', pause);
byId('theme').addEventListener('click', theme);
byId('help').addEventListener('click', help);
byId('only-all').addEventListener('click', showAll);
byId('span').addEventListener('change', () => drawTimeline(now(), choice, false));
setInterval(() => {
  if (!paused && !document.hidden) {
    drawTimeline(now(), choice, false);
    showWaits(null, choice);
    if (server) {
      facts();
    }
  }
}, 500);
connect();
