// The people: the tabs of a small screen, and adding somebody.

import { addPerson } from "./api.js";
import { el } from "./dom.js";
import { colourOf } from "./parts.js";
import { say } from "./words.js";

/** The tabs of a small screen, which shows one window at a time. */
export class Tabs {
  constructor(windowsOf) {
    this.nav = document.getElementById("tabs");
    this.windowsOf = windowsOf;
    this.current = null;
  }

  add(person) {
    const count = el("span", { class: "count" });
    const tab = el("button",
      { type: "button", class: "tab", data: { colour: colourOf(person), person: person.id }, on: { click: () => this.show(person.id) } },
      el("span", { class: "tab-name" }, person.first_name), count);
    this.nav.append(tab);
    if (this.current === null) this.show(person.id);
  }

  /** Brings somebody's window forward. */
  show(id) {
    this.current = id;
    for (const tab of this.nav.children) {
      const chosen = tab.dataset.person === String(id);
      if (chosen) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      if (chosen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    for (const chat of this.windowsOf()) chat.root.classList.toggle("current", chat.person.id === id);
  }

  unread(person, count) {
    const tab = this.nav.querySelector(`[data-person="${person.id}"]`);
    if (!tab) return;
    const badge = tab.querySelector(".count");
    badge.textContent = count ? say.unread(count) : "";
    if (count) tab.setAttribute("aria-label", person.first_name + say.unreadTab(count));
    else tab.removeAttribute("aria-label");
  }
}

/** The dialog that adds somebody; `added(person)` opens their window. */
export function setUpAddPerson(added) {
  const dialog = document.getElementById("add-person");
  const form = document.getElementById("add-person-form");
  const error = form.querySelector(".form-error");
  document.getElementById("add-person-button").addEventListener("click", () => {
    form.reset();
    error.hidden = true;
    dialog.showModal();
    form.elements.first_name.focus();
  });
  form.querySelector("[data-part=cancel]").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const fields = new FormData(form);
      const person = await addPerson({ first_name: fields.get("first_name").trim(), kind: fields.get("kind") ?? "" });
      dialog.close();
      added(person);
    } catch (refusal) {
      error.textContent = refusal.message;
      error.hidden = false;
    }
  });
}
