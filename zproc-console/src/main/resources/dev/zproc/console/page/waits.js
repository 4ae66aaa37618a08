import { byId, el, setText, sync } from './dom.js';
import { age, count } from './words.js';

let shown = { rows: [], more: 0 };

export function showWaits(data, choice) {
  if (data) {
    shown = data;
  }
  const rows = shown.rows.filter((row) => choice.is(row.process));
  const seen = new Map();
  for (const row of rows) {
    const key = `${row.process}\n${row.what}\n${row.since}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    row.key = `${key}\n${seen.get(key)}`;
  }
  sync(byId('waits-rows'), rows, (row) => row.key, make, update);
  byId('waits-none').hidden = rows.length > 0;
  setText(byId('waits-none'), choice.name === null ? 'Nobody waits for anything.' : `${choice.name} waits for nothing.`);
  setText(byId('waits-count'), shown.more > 0 ? `${rows.length}, and ${shown.more} more` : rows.length ? count(rows.length, 'wait', 'waits') : '');
}

function make(row) {
  const line = el('div', '', el('b', '', row.process), ' waits for ', el('span', 'what', row.what), ' ', el('span', 'soft'));
  return el('li', '', line, el('div', 'values'));
}

function update(li, row) {
  const [line, values] = li.children;
  setText(line.lastChild, `for ${age(Date.now() - row.since)}`);
  sync(values, row.values, ([key]) => key, () => el('span'), (span, [key, value]) => setText(span, `${key} = ${value}`));
}
