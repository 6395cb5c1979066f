// What a project has beside its windows: its own pages, and a clock that can be moved on.

import { clock, letPass } from "./api.js";
import { el, icon } from "./dom.js";
import { moment } from "./format.js";
import { openMenu } from "./menu.js";
import { PASSING, WORDS } from "./words.js";

const EVERY_MS = 10_000;

/** Shows the links, and the clock if the bot goes by it; `failed(message)` shows a refusal. */
export function setUpAround({ links = [], clock: hasClock = false }, failed) {
  const place = document.getElementById("around");
  if (place.childElementCount) return;
  place.append(...links.map(({ label, url }) =>
    el("a", { class: "tool", href: url, target: "_blank", rel: "noopener" }, el("span", {}, label), icon("link"))));
  if (hasClock) place.append(clockButton(failed));
}

function clockButton(failed) {
  const shown = el("span", {}, "…");
  const button = el("button", { type: "button", class: "tool clock", "aria-haspopup": "menu", title: WORDS.clock }, icon("clock"), shown);
  const show = ({ now }) => {
    shown.textContent = moment(now);
    button.setAttribute("aria-label", `${WORDS.clock} ${moment(now)}`);
  };
  const read = () => clock().then(show, () => {});
  const items = PASSING.map(({ label, minutes }) => ({ label, run: () => letPass(minutes).then(show, (error) => failed(error.message)) }));
  button.addEventListener("click", () => openMenu(button, { label: WORDS.clock, title: WORDS.clockTitle, items }));
  setInterval(read, EVERY_MS);
  read();
  return button;
}
