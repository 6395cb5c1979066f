// The messages of a window, in order, with date separators; puts, replaces and removes them.

import { el } from "./dom.js";
import { day, dayKey } from "./format.js";
import { WORDS } from "./words.js";

const SAME_TURN_SECONDS = 300;

export class Timeline {
  /** `list` is the <ol>; `render(message)` makes the element of a message. */
  constructor(list, render) {
    this.list = list;
    this.render = render;
    this.ids = [];
    this.byId = new Map();
    this.topic = null; // the only one that is shown
  }

  /** Shows what is in a topic and nothing else; null: everything. */
  show(topic) {
    this.topic = topic;
    for (const { message, row } of this.byId.values()) row.hidden = this.#isElsewhere(message);
  }

  /** Draws every message anew: what stands around them has changed. */
  redraw() {
    for (const entry of this.byId.values()) this.#replace(entry, entry.message);
  }

  #isElsewhere(message) {
    return this.topic !== null && message.message_thread_id !== this.topic;
  }

  get size() {
    return this.ids.length;
  }

  get(id) {
    return this.byId.get(id)?.message;
  }

  element(id) {
    return this.byId.get(id)?.row.lastElementChild;
  }

  /** The messages, last first. */
  *backwards() {
    for (let index = this.ids.length - 1; index >= 0; index--) yield this.get(this.ids[index]);
  }

  /** Shows these messages and no others. */
  reset(messages) {
    this.ids = messages.map((message) => message.message_id);
    this.byId = new Map(messages.map((message) => [message.message_id, this.#entry(message)]));
    this.ids.forEach((_, index) => this.#arrange(index));
    this.list.replaceChildren(...this.ids.map((id) => this.byId.get(id).row));
  }

  /** Adds or replaces a message; true when it is new. */
  put(message) {
    const known = this.byId.get(message.message_id);
    if (known) {
      this.#replace(known, message);
      return false;
    }
    const index = this.#place(message.message_id);
    const entry = this.#entry(message);
    this.byId.set(message.message_id, entry);
    const next = this.byId.get(this.ids[index])?.row ?? null;
    this.ids.splice(index, 0, message.message_id);
    this.#arrange(index);
    this.list.insertBefore(entry.row, next);
    if (next) this.#arrange(index + 1);
    return true;
  }

  remove(id) {
    const entry = this.byId.get(id);
    if (!entry) return;
    const index = this.ids.indexOf(id);
    this.ids.splice(index, 1);
    this.byId.delete(id);
    entry.row.remove();
    if (index < this.ids.length) this.#arrange(index);
  }

  /** Draws the line "new messages" above this one; null takes it away. */
  markUnread(id) {
    this.list.querySelector(".unread-line")?.remove();
    if (id === null) return;
    const line = el("div", { class: "unread-line" }, el("span", {}, WORDS.newMessages));
    this.byId.get(id)?.row.prepend(line);
  }

  #entry(message) {
    const hidden = this.#isElsewhere(message);
    return { message, row: el("li", { class: "row", hidden }, this.render(message)) };
  }

  #replace(entry, message) {
    const old = entry.row.lastElementChild;
    const fresh = this.render(message);
    fresh.tabIndex = old.tabIndex;
    const focused = focusedIn(old);
    entry.message = message;
    old.replaceWith(fresh);
    if (focused !== null) (focusables(fresh)[focused] ?? fresh).focus({ preventScroll: true });
  }

  #place(id) {
    let index = this.ids.length;
    while (index > 0 && this.ids[index - 1] > id) index--;
    return index;
  }

  #arrange(index) {
    const { message, row } = this.byId.get(this.ids[index]);
    const before = this.byId.get(this.ids[index - 1])?.message;
    const newDay = !before || dayKey(before.date) !== dayKey(message.date);
    row.querySelector(".day")?.remove();
    if (newDay) row.prepend(el("div", { class: "day" }, el("span", {}, day(message.date))));
    row.classList.toggle("mine", message.sim.mine);
    row.classList.toggle("follows", !newDay && sameTurn(before, message));
  }
}

function sameTurn(before, message) {
  return before.sim.mine === message.sim.mine && message.date - before.date < SAME_TURN_SECONDS;
}

function focusables(node) {
  return [node, ...node.querySelectorAll("button, a[href]")];
}

/** Where the focus is in this element, so that an edited message keeps it; null when elsewhere. */
function focusedIn(node) {
  const index = focusables(node).indexOf(document.activeElement);
  return index < 0 ? null : index;
}
