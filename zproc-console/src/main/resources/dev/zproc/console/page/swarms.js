import { byId, el, setText, sync } from './dom.js';
import { age, count } from './words.js';

export function showSwarms(data) {
  sync(byId('swarms-rows'), data.rows, (swarm) => swarm.name, make, update);
  byId('swarms-none').hidden = data.rows.length > 0;
  setText(byId('swarms-count'), data.rows.length ? count(data.rows.length, 'swarm', 'swarms') : '');
}

function table(...heads) {
  const head = el('tr', '', ...heads.map((text) => {
    const th = el('th', text === 'Task' || text === 'Worker' || text === 'Status' ? '' : 'number', text);
    th.scope = 'col';
    return th;
  }));
  return el('table', '', el('thead', '', head), el('tbody'));
}

function make(swarm) {
  const bar = el('progress');
  bar.setAttribute('aria-label', `Progress of ${swarm.name}`);
  return el('div', 'swarm', el('h3', '', swarm.name), bar, el('p', 'pair'),
    el('div', 'columns', el('div', 'scroll', table('Worker', 'Status', 'pid', 'Tasks', 'At tasks', 'Without')), el('div', '', el('h3', '', 'Slowest tasks'), table('Task', 'Item', 'Worker', 'Took'))));
}

function update(div, swarm) {
  const [, bar, pairs, columns] = div.children;
  const ended = swarm.done + swarm.failed;
  bar.max = Math.max(1, ended + swarm.unfinished);
  bar.value = ended;
  const facts = [['done', swarm.done], ['failed', swarm.failed], ['to do', swarm.unfinished], ['at work', swarm.running], ['deaths', swarm.deaths], ['restarts', swarm.restarts]];
  sync(pairs, facts, ([name]) => name, ([name]) => {
    const span = el('span', '', el('b'), ` ${name}`);
    span.dataset.fact = name;
    return span;
  }, (span, [, value]) => setText(span.firstChild, value));
  const [workers, slow] = columns.children;
  sync(workers.querySelector('tbody'), swarm.workers, (worker) => worker.number, (worker) => el('tr', '', el('td', '', worker.number), el('td'), el('td', 'number'), el('td', 'number'), el('td', 'number'), el('td', 'number')), (tr, worker) => {
    const [, status, pid, tasks, busy, waiting] = tr.children;
    setText(status, worker.end ?? (worker.alive ? 'takes tasks' : 'starting'));
    setText(pid, worker.pid > 0 ? worker.pid : '');
    setText(tasks, worker.tasks);
    setText(busy, age(worker.busy));
    setText(waiting, age(worker.waiting));
  });
  sync(slow.querySelector('tbody'), swarm.slowest.map((task, index) => ({ ...task, key: index })), (task) => task.key, () => el('tr', '', el('td', 'code'), el('td', 'number'), el('td', ''), el('td', 'number')), (tr, task) => {
    const [call, item, worker, took] = tr.children;
    setText(call, task.call);
    setText(item, task.index);
    setText(worker, task.worker);
    setText(took, age(task.millis));
  });
}
