// Short notices inside a window, and alerts that wait for OK.

import { el } from "./dom.js";

const SHOWN_MS = 5000;

/** A notice that goes away by itself (or with a tap). */
export function toast(place, text) {
  const note = el("div", { class: "toast", on: { click: () => note.remove() } }, text);
  place.replaceChildren(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}

/** An alert over the page, as `show_alert` asks. */
export function alertBox(title, text) {
  const dialog = document.getElementById("alert");
  document.getElementById("alert-title").textContent = title;
  document.getElementById("alert-text").textContent = text;
  document.getElementById("alert-ok").onclick = () => dialog.close();
  if (!dialog.open) dialog.showModal();
}
