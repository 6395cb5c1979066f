// Three steps for a newcomer, ticked as they happen. Hidden for good once closed.

const KEY = "maraude-welcome-closed";

export class Welcome {
  constructor() {
    this.root = document.getElementById("welcome");
    this.done = new Set();
    document.getElementById("welcome-close").addEventListener("click", () => this.#close());
    this.root.hidden = remembered();
    this.#showCurrent();
  }

  /** Puts the first names of the people into the sentences. */
  name(people) {
    for (const node of this.root.querySelectorAll("[data-name]")) {
      const person = people.find(({ kind }) => kind === node.dataset.name);
      if (person) node.textContent = person.first_name;
    }
  }

  /** A message was written by `person`. */
  wrote(person, message) {
    const text = message.text ?? "";
    const isCommand = text.startsWith("/");
    if (person.kind === "young_person" && (!isCommand || text === "/parler")) this.#tick("asks");
    if (person.kind !== "worker") return;
    if (text.startsWith("/prendre")) this.#tick("takes");
    else if (!isCommand && this.done.has("takes")) this.#tick("answers");
  }

  /** A button was pressed by `person`. */
  pressed(person, label) {
    if (person.kind === "worker" && label.includes("Prendre")) this.#tick("takes");
    if (person.kind === "young_person" && label.includes("Parler")) this.#tick("asks");
  }

  #tick(step) {
    this.done.add(step);
    this.root.querySelector(`[data-step=${step}]`).classList.add("done");
    this.#showCurrent();
  }

  #showCurrent() {
    const steps = [...this.root.querySelectorAll("[data-step]")];
    const current = steps.find((step) => !step.classList.contains("done")) ?? steps.at(-1);
    for (const step of steps) {
      if (step === current) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
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

function remembered() {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}
