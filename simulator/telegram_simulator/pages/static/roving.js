// One tab stop for all the messages of a chat: Tab goes past them, arrows move between them.

const STOPS = "article, button:not(.actions), a[href], input, audio, video";

/** Keeps exactly one stop inside `rows`: where the focus was last, else what came last. */
export class Roving {
  constructor(rows) {
    this.rows = rows;
    this.current = null;
    rows.addEventListener("focusin", (event) => this.#become(event.target.closest(STOPS)));
    new MutationObserver(() => this.#settle()).observe(rows, { childList: true, subtree: true });
  }

  /** The stop before (-1) or after (1) this one; nothing at the ends. */
  next(node, step) {
    const all = this.#all();
    return all[all.indexOf(node) + step] ?? null;
  }

  #all() {
    return [...this.rows.querySelectorAll(STOPS)].filter((node) => !node.closest("[inert]"));
  }

  #settle() {
    const kept = this.rows.contains(document.activeElement) && this.rows.contains(this.current);
    for (const node of this.rows.querySelectorAll(STOPS)) if (node !== this.current) node.tabIndex = -1;
    if (!kept) this.#become(this.#all().at(-1) ?? null);
  }

  #become(node) {
    if (!node) return;
    if (this.current) this.current.tabIndex = -1;
    this.current = node;
    node.tabIndex = 0;
  }
}
