// First steps for a newcomer, ticked as they happen. Hidden for good once closed.

import { el, icon } from "./dom.js";
import { labelOfPart, plays } from "./parts.js";

const KEY = "first-steps-closed";

export class Welcome {
  #begun = new Set();

  constructor() {
    this.root = document.getElementById("welcome");
    this.list = document.getElementById("welcome-steps");
    this.steps = [];
    document.getElementById("welcome-close").addEventListener("click", () => this.#close());
  }

  /** Shows the steps that the project wrote; those already shown keep their ticks. */
  setSteps(steps) {
    if (this.steps.length || !steps.length) return;
    this.steps = steps;
    this.list.append(...steps.map(drawn));
    this.root.hidden = remembered();
    this.#showCurrent();
  }

  /** Puts the first names of the people into the sentences. */
  name(people) {
    for (const node of this.root.querySelectorAll("[data-name]")) {
      const person = people.find((one) => plays(one, node.dataset.name));
      if (person) node.textContent = person.first_name;
    }
  }

  /** The bot wrote to `person`, or changed what it wrote: what a step was for may be there now. */
  came(person, message) {
    const words = [message.text ?? message.caption ?? "", ...labelsOf(message)].join("\n");
    this.#tickWhere((step, place) =>
      step.shown_to !== "" && plays(person, step.shown_to) && (this.#begun.has(place) || step.shows !== "") && words.includes(step.shows));
  }

  /** A message was written by `person`. */
  wrote(person, message) {
    const text = message.text ?? "";
    const command = text.startsWith("/") ? text.split(/[\s@]/, 1)[0] : null;
    this.#tick(person, (step) => (command ? step.commands.includes(command) : step.words));
  }

  /** A button was pressed by `person`. */
  pressed(person, label) {
    this.#tick(person, (step) => step.buttons.some((words) => label.includes(words)));
  }

  /** Somebody did what a step asks for: it is done at once, unless something must come of it. */
  #tick(person, isDone) {
    this.#tickWhere((step, place) => {
      if (!plays(person, step.who) || !isDone(step)) return false;
      if (this.#inTime(step)) this.#begun.add(place);
      return step.shown_to === "";
    });
  }

  #tickWhere(isDone) {
    const before = this.steps.map((step) => this.#inTime(step));
    this.steps.forEach((step, place) => {
      if (before[place] && isDone(step, place)) this.list.children[place].classList.add("done");
    });
    this.#showCurrent();
  }

  #inTime = (step) => step.after === null || this.#done(step.after);

  #done = (place) => this.list.children[place].classList.contains("done");

  #showCurrent() {
    const nodes = [...this.list.children];
    const current = nodes.find((node) => !node.classList.contains("done")) ?? nodes.at(-1);
    for (const node of nodes) {
      if (node === current) node.setAttribute("aria-current", "step");
      else node.removeAttribute("aria-current");
    }
  }

  #close() {
    this.root.hidden = true;
    try {
      localStorage.setItem(KEY, "1");
    } catch {
      // Storage is refused: the steps come back at the next visit.
    }
  }
}

function labelsOf(message) {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map((button) => button.text);
}

function drawn(step, place) {
  return el("li", {},
    el("span", { class: "tick", data: { number: String(place + 1) } }, icon("check")),
    el("span", {},
      el("strong", {}, ...named(step.title)),
      el("span", { class: "step-detail" }, ...named(step.detail))));
}

/** The words with a place for the first name of whoever plays {part}. */
function named(words) {
  return words.split(/\{(\w+)\}/).map((piece, turn) =>
    turn % 2 ? el("span", { data: { name: piece } }, labelOfPart(piece)) : piece);
}

function remembered() {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}
