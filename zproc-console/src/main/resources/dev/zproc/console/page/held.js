/** How many frames are kept while the page is paused. A test may say another. */
export const limit = { frames: 5000 };

/**
 * What came while the page was paused. Most frames tell only what has changed, so none may be left
 * out: where there are too many, all are let go, and the page is to ask for the whole anew.
 */
export class Held {
  #frames = [];
  #over = false;

  /** Keeps a frame; false if that was one too many, and now none is kept until `take`. */
  add(name, data) {
    if (this.#over || this.#frames.length >= limit.frames) {
      this.#over = true;
      this.#frames = [];
      return false;
    }
    this.#frames.push([name, data]);
    return true;
  }

  /** All that came, in order; null if that was too much. */
  take() {
    const frames = this.#over ? null : this.#frames;
    this.#frames = [];
    this.#over = false;
    return frames;
  }
}
