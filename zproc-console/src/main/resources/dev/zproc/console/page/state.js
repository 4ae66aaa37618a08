import { byId, el, setText, sync } from './dom.js';
import { clock, count } from './words.js';

const SHOWN = 500;
const slider = byId('revision');
const find = byId('find');

let rows = new Map();
let order = [];
let more = 0;
let note = '';
let changes = [];
let past = null; // what the state was at the slider's revision; null for now
let newest = 1;
let oldest = 1;
let asked = 0;

export function showState(data) {
  if (data.whole) {
    rows = new Map(data.rows.map((row) => [row.id, row]));
    order = data.rows.map((row) => row.id);
  } else {
    let added = false;
    for (const id of data.gone) {
      rows.delete(id);
    }
    for (const row of data.rows) {
      added ||= !rows.has(row.id);
      rows.set(row.id, { ...row, fresh: true });
    }
    if (added || data.gone.length) {
      order = [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map((row) => row.id);
    }
  }
  more = data.more;
  note = data.note;
  reach(oldest, Math.max(newest, data.revision));
  draw();
}

export function showChanges(data) {
  changes = (data.whole ? data.rows : changes.concat(data.rows)).slice(-200);
  const shown = [...changes].reverse();
  sync(byId('changes-rows'), shown, (change) => `${change.revision} ${change.id} ${change.gap}`, (change) =>
    change.gap
      ? el('li', 'soft', `… ${count(change.gap, 'revision', 'revisions')} went by ${change.fast ? 'too fast to be shown' : 'while nobody looked'}`)
      : el('li', '', el('span', 'soft', `#${change.revision} ${clock(change.time)} `), change.key, el('span', 'soft', ': '), change.before, el('span', 'soft', ' → '), change.after), () => {});
}

/** How far back and forth the slider goes. */
export function reach(from, to) {
  const live = past === null;
  oldest = Math.max(1, from);
  newest = Math.max(oldest, to);
  slider.min = oldest;
  slider.max = newest;
  if (live) {
    slider.value = newest;
  }
  label();
}

function label() {
  const text = past === null ? `${newest} (now)` : `${past.revision} of ${newest}`;
  setText(byId('revision-now'), text);
  slider.setAttribute('aria-valuetext', `revision ${text}`);
  byId('live').hidden = past === null;
}

function draw() {
  const source = past === null ? order.map((id) => rows.get(id)).filter(Boolean) : past.rows;
  const wanted = find.value.toLowerCase();
  const found = wanted ? source.filter((row) => row.key.toLowerCase().includes(wanted) || row.value.toLowerCase().includes(wanted)) : source;
  sync(byId('state-rows'), found.slice(0, SHOWN), (row) => row.id, make, update);
  const hidden = Math.max(0, found.length - SHOWN) + (past === null ? more : past.more);
  setText(byId('state-count'), `${count(found.length, 'key', 'keys')}${hidden > 0 ? `, ${hidden} more are not shown` : ''}`);
  const told = past?.problem ?? (past === null ? note : '');
  setText(byId('state-note'), told);
  byId('state-note').hidden = !told;
}

function make(row) {
  const tr = el('tr', '', el('td', '', row.key), el('td'), el('td', 'soft'), el('td', 'number'));
  tr.dataset.key = row.key;
  return tr;
}

function update(tr, row) {
  const [, value, type, revision] = tr.children;
  const isNew = row.fresh && value.textContent !== row.value && past === null;
  setText(value, row.value);
  setText(type, row.type);
  setText(revision, row.revision > 0 ? row.revision : 'unset');
  tr.classList.toggle('other', past !== null && rows.get(row.id)?.value !== row.value);
  if (isNew) {
    tr.classList.remove('fresh');
    void tr.offsetWidth; // so that it begins anew
    tr.classList.add('fresh');
  }
}

async function travel() {
  const revision = Number(slider.value);
  if (revision >= newest) {
    backToNow();
    return;
  }
  const mine = ++asked;
  past = past ?? { revision, rows: [], more: 0 };
  try {
    const answer = await (await fetch(`past?revision=${revision}`)).json();
    if (mine !== asked) {
      return; // the slider has moved on
    }
    past = { revision, rows: [], more: 0, ...answer };
  } catch (failure) {
    if (mine !== asked) {
      return;
    }
    past = { revision, rows: [], more: 0, problem: 'The program does not answer.' };
  }
  label();
  draw();
}

export function backToNow() {
  asked++;
  past = null;
  slider.value = newest;
  label();
  draw();
}

let moving = 0;
slider.addEventListener('input', () => {
  clearTimeout(moving);
  moving = setTimeout(travel, 60);
});
byId('live').addEventListener('click', () => {
  backToNow();
  slider.focus();
});
find.addEventListener('input', draw);
