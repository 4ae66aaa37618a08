/** How many frames are kept while the page is paused. A test may say another. */
export const limit = { frames: 5000 };

/** Those that tell what has changed, and only sometimes the whole. */
const PARTS = new Set(['state', 'changes', 'story']);

/**
 * What came while the page was paused. Of what is told as a whole the newest is kept. Of what tells only what has
 * changed none may be left out: where there are too many, all are let go, and the page is to ask for the whole anew.
 */
export class Held {
  #wholes = new Map();
  #parts = [];
  #over = false;

  /** Keeps a frame; false if that was one too many, and now none is kept until `take`. */
  add(name, data) {
    if (this.#over) {
      return false;
    }
    if (!PARTS.has(name)) {
      this.#wholes.set(name, data);
      return true;
    }
    if (data.whole) {
      this.#parts = this.#parts.filter(([other]) => other !== name);
    }
    if (this.#parts.length >= limit.frames) {
      this.#over = true;
      this.#clear();
      return false;
    }
    this.#parts.push([name, data]);
    return true;
  }

  /** All that came, what has changed in order; null if that was too much. */
  take() {
    const frames = this.#over ? null : [...this.#wholes, ...this.#parts];
    this.#over = false;
    this.#clear();
    return frames;
  }

  #clear() {
    this.#wholes.clear();
    this.#parts = [];
  }
}
