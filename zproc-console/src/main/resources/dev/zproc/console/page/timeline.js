import { byId, el, setText, sync } from './dom.js';
import { age, clock, count } from './words.js';

const KEPT = 1000;
const STANDING = new Set(['start', 'wait', 'run', 'restart']); // a child that lives does one of these
const LANES = 100; // more would be a burden to the browser, and nobody reads them
const MARKS = { 'give up': '!', gap: '?' };
let story = [];
let dirty = false;

export function tellStory(data) {
  story = data.whole ? data.rows : trimmed(story.concat(data.rows));
  dirty = true;
}

/** The newest events, and in front of them what each child does that lives and has none among them. */
function trimmed(events) {
  const kept = events.slice(-KEPT);
  const told = new Set(kept.map((event) => event.child));
  const standing = new Map();
  for (const event of events.slice(0, -KEPT)) {
    standing.delete(event.child);
    if (STANDING.has(event.kind) && !told.has(event.child)) {
      standing.set(event.child, event);
    }
  }
  return [...standing.values(), ...kept];
}

/** What each process did when, from its events. */
function lanes(now) {
  const lanes = new Map();
  const of = (name) => {
    let lane = lanes.get(name);
    if (!lane) {
      lane = { name, bars: [], marks: [], open: null, attempt: 0, last: '' };
      lanes.set(name, lane);
    }
    return lane;
  };
  const close = (lane, time) => {
    if (lane.open) {
      lane.bars.push({ kind: lane.open.kind, from: lane.open.from, to: time });
    }
    lane.open = null;
  };
  for (const event of story) {
    if (event.kind === 'gap') {
      continue;
    }
    const lane = of(event.child);
    lane.attempt = Math.max(lane.attempt, event.attempt);
    if (event.kind === 'end' && lane.last === 'ended') {
      continue;
    }
    close(lane, event.time);
    switch (event.kind) {
      case 'start': lane.open = { kind: 'start', from: event.time }; lane.last = 'starting'; break;
      case 'wait': lane.open = { kind: 'wait', from: event.time }; lane.last = 'waiting'; break;
      case 'run': lane.open = { kind: 'run', from: event.time }; lane.last = 'running'; break;
      case 'restart': lane.open = { kind: 'backoff', from: event.time }; lane.last = 'about to start again'; break;
      case 'exit': lane.marks.push({ time: event.time, bad: event.bad, text: event.text, sign: event.bad ? '✗' : '✓' }); lane.last = event.text; break;
      case 'give up': lane.marks.push({ time: event.time, bad: true, text: `given up: ${event.text}`, sign: MARKS[event.kind] }); lane.last = event.text; break;
      default: lane.last = event.text; break;
    }
  }
  for (const lane of lanes.values()) {
    lane.isOpen = lane.open !== null;
    close(lane, now);
  }
  return [...lanes.values()];
}

/** Those that live, and then those that came last, in their order. */
function atMost(lanes, most) {
  if (lanes.length <= most) {
    return lanes;
  }
  const chosen = new Set([...lanes.filter((lane) => lane.isOpen).slice(-most)]);
  for (let i = lanes.length - 1; i >= 0 && chosen.size < most; i--) {
    chosen.add(lanes[i]);
  }
  return lanes.filter((lane) => chosen.has(lane));
}

/** Draws; called often, so it does nothing unless time passes on the axis or something is new. */
export function drawTimeline(now, choice, force) {
  const all = lanes(now).filter((lane) => choice.is(lane.name));
  const span = Number(byId('span').value) || Math.max(1000, now - (story[0]?.time ?? now));
  const from = now - span;
  const inSpan = all.filter((lane) => lane.isOpen || lane.bars.some((bar) => bar.to >= from) || lane.marks.some((mark) => mark.time >= from));
  const shown = atMost(inSpan, LANES);
  const at = (time) => `${(Math.max(time, from) - from) / span * 100}%`;
  sync(byId('bars'), shown, (lane) => lane.name, makeLane, (row, lane) => {
    setText(row.firstChild, lane.name);
    row.firstChild.title = lane.name;
    row.setAttribute('aria-label', describe(lane, now));
    const bars = lane.bars.filter((bar) => bar.to >= from).map((bar) => ({ ...bar, key: `b${bar.from} ${bar.kind}` }));
    const marks = lane.marks.filter((mark) => mark.time >= from).map((mark) => ({ ...mark, key: `m${mark.time}` }));
    sync(row.lastChild, [...bars, ...marks], (piece) => piece.key, (piece) => el(piece.sign ? 'em' : 'b', piece.sign ? (piece.bad ? 'bad' : '') : piece.kind, piece.sign ?? ''), (piece, told) => {
      piece.style.left = at(told.time ?? told.from);
      if (told.sign) {
        piece.title = `${clock(told.time, true)} ${told.text}`;
      } else {
        piece.style.width = `${Math.max(0, told.to - Math.max(told.from, from)) / span * 100}%`;
        piece.title = `${told.kind} for ${age(told.to - told.from)}`;
      }
    });
  });
  const left = inSpan.length - shown.length;
  setText(byId('timeline-count'), `${count(all.length, 'process', 'processes')}${left > 0 ? `, ${left} more are not drawn` : ''}`);
  const ticks = [0, 1, 2, 3, 4].map((part) => clock(from + span * part / 5));
  sync(byId('axis'), ticks.map((text, index) => ({ text, index })), (tick) => tick.index, () => el('span'), (tick, told) => setText(tick, told.text));
  if (dirty || force) {
    dirty = false;
    drawEvents(choice);
  }
}

function makeLane(lane) {
  const row = el('div', 'lane', el('div', 'who'), el('div', 'track'));
  row.setAttribute('role', 'listitem');
  row.dataset.child = lane.name;
  return row;
}

function describe(lane, now) {
  const ran = lane.bars.filter((bar) => bar.kind === 'run').reduce((sum, bar) => sum + bar.to - bar.from, 0);
  const attempts = lane.attempt > 1 ? `, process ${lane.attempt}` : '';
  return `${lane.name}: ${lane.last}${attempts}, has run for ${age(ran)}`;
}

function drawEvents(choice) {
  const rows = story.filter((event) => choice.is(event.child)).slice(-300).reverse();
  sync(byId('events-rows'), rows, (event) => event.number, (event) => {
    const pid = event.pid > 0 ? ` (pid ${event.pid})` : '';
    const again = event.attempt > 1 ? `, process ${event.attempt}` : '';
    const how = event.delay > 0 ? `${event.text}; again in ${age(event.delay)}` : event.text ?? '';
    return el('tr', '', el('td', 'number', clock(event.time, true)), el('td', '', event.child), el('td', '', event.kind + again + pid), el('td', '', how));
  }, () => {});
}
