// A small menu next to a button: arrows move, Escape closes, focus goes back where it was.

import { el, icon } from "./dom.js";

const MARGIN = 8;

/**
 * Opens a menu. `items`: {label, hint?, icon?, danger?, run} one under the other;
 * `row`: {label, text, run} side by side on top (reactions, stickers);
 * `grid`: {title, items} in two columns at the bottom.
 */
export function openMenu(anchor, { label, title, items = [], row = [], grid }) {
  const back = document.activeElement;
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label, popover: "auto" });
  const choose = (run) => () => {
    close(menu, back);
    run();
  };
  if (title) menu.append(el("p", { class: "menu-title" }, title));
  if (row.length) menu.append(el("div", { class: "menu-row", role: "group" }, ...row.map((item) => short(item, choose))));
  menu.append(...items.map((item) => long(item, choose)));
  if (grid) menu.append(...gridOf(grid, choose));
  menu.addEventListener("keydown", (event) => onKey(event, menu, back));
  menu.addEventListener("toggle", (event) => event.newState === "closed" && menu.remove());
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor);
  menu.querySelector("[role=menuitem]")?.focus();
}

function long(item, choose) {
  return el(
    "button",
    { type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "danger" : null, on: { click: choose(item.run) } },
    item.icon ? icon(item.icon) : null,
    item.node ?? null,
    el("span", { class: "menu-label" }, item.label),
    item.hint ? el("span", { class: "menu-hint" }, item.hint) : null,
  );
}

function gridOf({ title, items }, choose) {
  return [
    el("p", { class: "menu-title ruled" }, title),
    el("div", { class: "menu-grid", role: "group", "aria-label": title }, ...items.map((item) => long(item, choose))),
  ];
}

function short(item, choose) {
  const options = { type: "button", role: "menuitem", tabindex: "-1", "aria-label": item.label };
  return el("button", { ...options, class: "emoji", on: { click: choose(item.run) } }, item.text);
}

function close(menu, back) {
  menu.hidePopover();
  if (back?.isConnected) back.focus({ preventScroll: true });
}

function onKey(event, menu, back) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const moves = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: items.length - 1,
  };
  if (event.key === "Escape" || event.key === "Tab") close(menu, back);
  else if (event.key in moves) items.at(moves[event.key] % items.length).focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu, anchor) {
  const around = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = around.bottom + 4 + height + MARGIN <= innerHeight;
  const top = below ? around.bottom + 4 : Math.max(MARGIN, around.top - height - 4);
  const left = Math.min(Math.max(MARGIN, around.left), innerWidth - width - MARGIN);
  menu.style.top = `${Math.min(top, innerHeight - height - MARGIN)}px`;
  menu.style.left = `${left}px`;
}
