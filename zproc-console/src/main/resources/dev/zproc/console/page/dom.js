// Texts from the program are hostile until shown: they are set as text, never as markup.

/** An element of a class, with a text or with elements in it. */
export function el(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) {
    element.className = className;
  }
  element.append(...content.map((each) => (each instanceof Node ? each : String(each))));
  return element;
}

/** Sets a text, but only if it is another: what people have selected stays so. */
export function setText(element, text) {
  const shown = text === null || text === undefined ? '' : String(text);
  if (element.textContent !== shown) {
    element.textContent = shown;
  }
}

export function byId(id) {
  return document.getElementById(id);
}

/**
 * Makes the children of `parent` those of `items`, in their order. An element stays as long as the
 * key of its item is there, and with it the focus of the keyboard.
 */
export function sync(parent, items, keyOf, make, update) {
  const known = new Map();
  for (const child of parent.children) {
    known.set(child.zprocKey, child);
  }
  let next = parent.firstElementChild;
  const seen = new Set();
  for (const item of items) {
    let key = String(keyOf(item));
    while (seen.has(key)) {
      key += '+';
    }
    seen.add(key);
    let child = known.get(key);
    if (child === undefined) {
      child = make(item);
      child.zprocKey = key;
    }
    known.delete(key);
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(child, next);
    }
    update(child, item);
  }
  for (const left of known.values()) {
    left.remove();
  }
}
