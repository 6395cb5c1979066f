// The topics of a chat, where the bot has any: one is looked at alone, and written in.

import { el } from "./dom.js";
import { WORDS } from "./words.js";

export class TopicsBar {
  /** `bar` is the <nav>; `onChoose(topic)` is told of the one chosen, null for all. */
  constructor(bar, onChoose) {
    this.bar = bar;
    this.onChoose = onChoose;
    this.topics = [];
    this.chosen = null;
  }

  /** Shows these; one that is gone is looked at no more. */
  set(topics) {
    this.topics = topics ?? [];
    if (this.chosen !== null && this.nameOf(this.chosen) === undefined) this.#choose(null);
    this.#draw();
  }

  nameOf(topic) {
    return this.topics.find(({ id }) => id === topic)?.name;
  }

  #choose(topic) {
    this.chosen = topic;
    this.onChoose(topic);
    this.#draw();
  }

  #draw() {
    const { bar, topics } = this;
    bar.hidden = topics.length === 0;
    bar.setAttribute("aria-label", WORDS.topics);
    const all = { id: null, name: WORDS.allTopics };
    bar.replaceChildren(...[all, ...topics].map((topic) => this.#button(topic)));
  }

  #button({ id, name }) {
    const pressed = String(id === this.chosen);
    const choose = () => this.#choose(id);
    return el("button", { type: "button", class: "topic", "aria-pressed": pressed, on: { click: choose } }, name);
  }
}
