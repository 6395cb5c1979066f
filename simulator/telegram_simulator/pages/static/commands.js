// The commands of the bot for this person: the "Menu" button, and suggestions after "/".

import { el } from "./dom.js";
import { openMenu } from "./menu.js";
import { WORDS } from "./words.js";

/** Opens the list of commands; choosing one sends it. */
export function openCommandsMenu(anchor, commands, send) {
  const items = commands.map(({ command, description }) => ({
    label: `/${command}`,
    hint: description,
    run: () => send(`/${command}`),
  }));
  openMenu(anchor, { label: WORDS.commandsMenu, items });
}

let boxes = 0;

/** Suggestions above the text being written, while it is the beginning of a command. */
export class Suggestions {
  /** `box` is the listbox, `input` the text area; `choose(command)` is called on a click. */
  constructor(box, input, choose) {
    this.box = box;
    this.input = input;
    this.choose = choose;
    this.commands = [];
    this.chosen = -1;
    box.id = `suggestions-${++boxes}`;
    box.setAttribute("aria-label", WORDS.commandsMenu);
    input.setAttribute("aria-controls", box.id);
    input.setAttribute("aria-autocomplete", "list");
  }

  get open() {
    return !this.box.hidden;
  }

  /** What Enter sends: the highlighted command, or nothing. */
  get highlighted() {
    return this.box.children[this.chosen]?.dataset.command ?? null;
  }

  /** Follows what is written. */
  update() {
    const start = /^\/(\w*)$/.exec(this.input.value)?.[1]?.toLowerCase();
    const fitting = start === undefined ? [] : this.commands.filter(({ command }) => command.startsWith(start));
    this.box.replaceChildren(...fitting.map((one, index) => this.#option(one, index)));
    this.box.hidden = fitting.length === 0;
    this.#highlight(-1);
  }

  close() {
    this.box.hidden = true;
    this.#highlight(-1);
  }

  /** Moves the highlight by one, around the ends. */
  move(step) {
    const count = this.box.children.length;
    const from = this.chosen < 0 && step < 0 ? 0 : this.chosen;
    this.#highlight((from + step + count) % count);
  }

  /** Writes the highlighted (or first) command, ready for what follows. */
  complete() {
    const command = this.highlighted ?? this.box.firstElementChild.dataset.command;
    this.input.value = `/${command} `;
    this.close();
  }

  #highlight(index) {
    this.chosen = index;
    [...this.box.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = this.box.children[index];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #option({ command, description }, index) {
    const options = { role: "option", id: `${this.box.id}-${index}`, data: { command }, "aria-selected": "false" };
    const pick = (event) => {
      event.preventDefault(); // the focus stays in the text
      this.choose(command);
    };
    return el("div", { ...options, class: "suggestion", on: { mousedown: pick } },
      el("strong", {}, `/${command}`), el("span", {}, description));
  }
}
