// Message entities (bold, links, hidden text…) as elements. Offsets count UTF-16 units, as JavaScript does.

import { el } from "./dom.js";
import { startCode, webAddress } from "./links.js";
import { WORDS, say } from "./words.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

/** The text as nodes. `chat` does what a tap asks: sends a command, opens a link, shows a notice. */
export function renderText(text, entities, chat) {
  const sorted = [...(entities ?? [])]
    .filter((entity) => entity.length > 0 && entity.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nest(text, 0, text.length, sorted, chat);
}

function nest(text, start, end, entities, chat) {
  const nodes = [];
  let position = start;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index];
    const from = Math.max(entity.offset, position);
    const to = Math.min(entity.offset + entity.length, end);
    const inside = entities.slice(index + 1).filter((other) => other.offset < to);
    index += 1 + inside.length;
    if (to <= from) continue;
    if (from > position) nodes.push(text.slice(position, from));
    nodes.push(element(entity, text.slice(from, to), nest(text, from, to, inside, chat), chat));
    position = to;
  }
  if (position < end) nodes.push(text.slice(position, end));
  return nodes;
}

function element(entity, text, children, chat) {
  const tag = TAGS[entity.type];
  if (tag) return el(tag, {}, ...children);
  const make = MAKERS[entity.type];
  return make ? make(children, text, entity, chat) : el("span", {}, ...children);
}

const MAKERS = {
  url: (children, text, _entity, chat) => link(children, text, chat),
  text_link: (children, _text, entity, chat) => link(children, entity.url, chat),
  bot_command: (children, text, _entity, chat) =>
    inlineButton(children, () => chat.send(text)),
  phone_number: (children, text, _entity, chat) =>
    inlineButton(children, () => chat.toast(say.call(text))),
  email: (children, text, _entity, chat) =>
    inlineButton(children, () => chat.toast(say.mail(text))),
  mention: (children) => el("span", { class: "mention" }, ...children),
  text_mention: (children) => el("span", { class: "mention" }, ...children),
  hashtag: (children) => el("span", { class: "mention" }, ...children),
  spoiler: (children) => spoiler(children),
};

function inlineButton(children, run) {
  return el("button", { type: "button", class: "inline-link", on: { click: run } }, ...children);
}

/** A link: one that starts this bot asks who opens it, a web address opens in a new tab. */
export function link(children, address, chat) {
  const code = startCode(address, chat.bot.username);
  if (code !== null) {
    const open = (event) => chat.openInvitation(code, event.currentTarget);
    return el(
      "button",
      { type: "button", class: "inline-link", "aria-haspopup": "menu", on: { click: open } },
      ...children,
    );
  }
  const href = webAddress(address);
  if (!href) return el("span", { class: "mention" }, ...children);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, ...children);
}

function spoiler(children) {
  const content = el("span", { class: "spoiler-content", inert: true }, ...children);
  const cover = el("button", { type: "button", class: "spoiler-cover", "aria-label": WORDS.hiddenText });
  const box = el("span", { class: "spoiler" }, content, cover);
  cover.addEventListener("click", () => {
    box.classList.add("shown");
    content.inert = false;
    cover.remove();
  });
  return box;
}
