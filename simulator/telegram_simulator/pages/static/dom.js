// Builds elements. Text only ever becomes text nodes: no string is read as HTML anywhere.

/** An element with attributes, listeners (`on`), data and children (strings become text). */
export function el(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) set(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function set(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "on") {
    for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
  } else if (name === "data") {
    Object.assign(node.dataset, value);
  } else if (name === "class") {
    node.className = value;
  } else {
    node.setAttribute(name, value === true ? "" : value);
  }
}

/** One of the signs of templates/icons.svg. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A copy of a `<template>`, and its parts by their `data-part`. */
export function copyTemplate(id) {
  const root = document.getElementById(id).content.firstElementChild.cloneNode(true);
  const parts = {};
  for (const node of root.querySelectorAll("[data-part]")) parts[node.dataset.part] = node;
  return { root, parts };
}

/** Words for screen readers only. */
export function spoken(text) {
  return el("span", { class: "sr" }, text);
}

/** A small round number for things that must differ by person but stay the same. */
export function hash(text) {
  let value = 7;
  for (const character of String(text)) value = (value * 31 + character.codePointAt(0)) % 100_003;
  return value;
}
