// Keeps a window at its last message, unless its reader has scrolled up: then counts what is new.

import { say } from "./words.js";

const NEAR = 48;

export class Scroller {
  /** `onRead` is told when everything has been seen, `onUnread` how many are not. */
  constructor({ log, rows, button, count, onUnread, onRead }) {
    Object.assign(this, { log, button, count, onUnread, onRead });
    this.atEnd = true;
    this.top = 0;
    this.unread = 0;
    this.visible = false;
    log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    button.addEventListener("click", () => this.toEnd());
    const watcher = new ResizeObserver(() => this.#resized());
    watcher.observe(log);
    watcher.observe(rows);
  }

  /** A message of the bot came; true if its reader does not see it. */
  came() {
    if (this.atEnd && this.visible) return false;
    this.unread += 1;
    this.#show();
    return true;
  }

  toEnd() {
    this.atEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.#read();
  }

  #resized() {
    const shown = this.log.clientHeight > 0;
    const appeared = shown && !this.visible;
    this.visible = shown;
    if (shown && this.atEnd) this.log.scrollTop = this.log.scrollHeight;
    if (appeared && this.atEnd) this.#read();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    if (clientHeight === 0) return;
    const near = scrollHeight - scrollTop - clientHeight < NEAR;
    // Only going up leaves the end: a picture that loads makes the chat longer by itself.
    if (near || scrollTop < this.top) this.atEnd = near;
    this.top = scrollTop;
    if (this.atEnd) this.#read();
    this.#show();
  }

  #read() {
    this.unread = 0;
    this.#show();
    this.onRead();
  }

  #show() {
    this.button.hidden = this.atEnd;
    this.count.textContent = this.unread ? say.unread(this.unread) : "";
    this.onUnread(this.unread);
  }
}
