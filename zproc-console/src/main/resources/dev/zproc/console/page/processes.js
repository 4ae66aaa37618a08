import { byId, el, setText, sync } from './dom.js';
import { count, size } from './words.js';

const body = byId('processes-rows');

/** Shows the tree; `choice` knows which process is looked at alone: `who` it is among those that wait. */
export function showProcesses(data, choice) {
  sync(body, data.rows, (row) => `${row.pid} ${row.who} ${row.name}`, (row) => make(row, choice), (tr, row) => update(tr, row, choice));
  const known = data.rows.filter((row) => row.memory > 0);
  const memory = known.reduce((sum, row) => sum + row.memory, 0);
  setText(byId('processes-count'), `${count(data.rows.length, 'process', 'processes')}, ${size(memory)} of memory in all`);
}

export function markChosen(choice) {
  for (const tr of body.children) {
    tr.classList.toggle('chosen', choice.name !== null && choice.is(tr.dataset.who));
  }
}

function make(row, choice) {
  const tr = el('tr');
  const name = el('button', '', row.name);
  name.type = 'button';
  name.addEventListener('click', () => choice.toggle(row.who));
  const cell = el('td', '', el('div', 'name', el('span', 'indent'), name, el('span', 'call')));
  tr.append(cell, el('td', 'status'), el('td', 'number'), el('td', 'number'), el('td', 'number'), el('td', 'number'), el('td', 'number'));
  tr.dataset.who = row.who;
  tr.dataset.pid = row.pid;
  return tr;
}

function update(tr, row, choice) {
  const [name, status, pid, memory, cpu, threads, restarts] = tr.children;
  const [indent, , call] = name.firstChild.children;
  const depth = row.depth ?? 1;
  setText(indent, depth === 0 ? '' : `${'  '.repeat(depth - 1)}└`);
  tr.setAttribute('aria-level', depth + 1);
  setText(call, describe(row));
  setText(status, row.status ? row.status.toLowerCase().replace('_', ' ') : '');
  status.dataset.status = row.status ?? '';
  setText(pid, row.pid > 0 ? row.pid : '');
  setText(memory, row.memory > 0 ? size(row.memory) : '');
  setText(cpu, Number.isFinite(row.cpu) ? `${row.cpu} %` : '');
  setText(threads, row.threads > 0 ? row.threads : '');
  setText(restarts, row.restarts > 0 ? row.restarts : '');
  tr.classList.toggle('chosen', choice.name !== null && choice.is(row.who));
}

function describe(row) {
  return row.kind === 'child' ? row.call : row.kind === 'root' ? 'this context' : row.kind;
}
