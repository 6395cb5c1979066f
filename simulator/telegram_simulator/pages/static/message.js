// One message: bubble, quote, media, text, time, reactions, keyboard.

import { el, icon, spoken } from "./dom.js";
import { renderText } from "./entities.js";
import { fullDate, time } from "./format.js";
import { renderKeyboard } from "./keyboard.js";
import { inOneLine, kindOf, renderMedia } from "./media.js";
import { WORDS, say } from "./words.js";

const BARE = new Set(["sticker", "dice", "video_note"]);

/** The element of a message; service messages are one grey line. */
export function renderMessage(message, chat) {
  const notice = noticeOf(message, chat);
  if (notice) return el("article", { class: "service", tabindex: "-1" }, notice);
  const bare = BARE.has(kindOf(message)) && !message.caption;
  const classes = ["message", bare && "bare", message.sim.protected && "protected"].filter(Boolean);
  const article = el("article", { class: classes.join(" "), tabindex: "-1", data: { id: message.message_id } },
    spoken(say.author(authorOf(message, chat))),
    el("div", { class: "line" },
      el("div", { class: "bubble" }, ...bubble(message, chat)),
      actionsButton(message, chat)),
    renderKeyboard(message, chat));
  return article;
}

/** What a service message says, if it is one. */
function noticeOf(message, chat) {
  if (message.pinned_message) return say.pinned(authorOf(message, chat));
  if (message.message_auto_delete_timer_changed) return WORDS.timer;
  if (message.chat_background_set) return WORDS.background;
  if (message.forum_topic_created) return say.topic(message.forum_topic_created.name);
  if (message.forum_topic_edited) return say.topicRenamed(message.forum_topic_edited.name);
  return message.checklist_tasks_added ? WORDS.taskAdded : null;
}

/** Who wrote it, as the person of this window sees it. */
export function authorOf(message, chat) {
  return message.sim.mine ? chat.person.first_name : chat.bot.first_name;
}

function bubble(message, chat) {
  const text = message.text ?? message.caption;
  const media = renderMedia(message, chat);
  const words = text
    ? el("div", { class: "text", dir: "auto" },
      el("span", { class: "words" }, ...renderText(text, message.entities ?? message.caption_entities, chat)))
    : null;
  const unknown = !media && !words ? el("p", { class: "unknown" }, WORDS.unknownKind) : null;
  const captionFirst = message.show_caption_above_media;
  const parts = captionFirst ? [words, media] : [media, words];
  return [topicOf(message, chat), origin(message), quote(message, chat), ...parts, unknown, foot(message, chat, words, captionFirst)];
}

/** The last line: badge, reactions, time. A time alone goes to the end of the text, as in the apps. */
function foot(message, chat, words, captionFirst) {
  const marks = [reactions(message, chat), message.sim.protected ? badge() : null].filter(Boolean);
  if (words && !captionFirst && !marks.length) {
    words.append(meta(message));
    return null;
  }
  return el("div", { class: marks.length ? "foot marked" : "foot" }, ...marks, meta(message));
}

function badge() {
  return el("span", { class: "badge" }, icon("lock"), WORDS.protectedBadge);
}

/** Where everything is shown, which topic this is in. */
function topicOf(message, chat) {
  const name = chat.topics.chosen === null ? chat.topics.nameOf(message.message_thread_id) : null;
  return name ? el("p", { class: "origin in-topic" }, name) : null;
}

function origin(message) {
  const from = message.forward_origin;
  if (!from) return null;
  const name = from.sender_user_name ?? from.sender_user?.first_name ?? from.chat?.title ?? from.sender_chat?.title;
  return el("p", { class: "origin" }, icon("forward"), say.forwardedFrom(name ?? WORDS.noName));
}

function quote(message, chat) {
  const cited = message.reply_to_message;
  if (!cited) return null;
  const mine = cited.from ? cited.from.id === chat.person.id : cited.sim?.mine;
  const name = mine ? chat.person.first_name : chat.bot.first_name;
  const text = message.quote?.text ?? inOneLine(cited);
  const jump = () => chat.jumpTo(cited.message_id);
  return el("button", { type: "button", class: "quote", title: say.jumpTo(name), on: { click: jump } },
    el("strong", {}, name), el("span", {}, text));
}

function reactions(message, chat) {
  const emoji = message.sim.reactions ?? [];
  if (!emoji.length) return null;
  return el("span", { class: "reactions" }, ...emoji.map((one) => reaction(one, message, chat)));
}

function reaction(emoji, message, chat) {
  // In a private chat, a reaction to what the bot wrote can only be the person's own.
  const options = { class: "reaction", "aria-label": say.reactions(emoji) };
  const shown = `${emoji}\u{fe0f}`; // in colour, also those that exist as plain signs
  if (message.sim.mine) return el("span", { ...options, role: "img" }, shown);
  const off = () => chat.react(message, null);
  return el("button", { ...options, type: "button", title: WORDS.unreact, on: { click: off } }, shown);
}

function meta(message) {
  return el("span", { class: "meta" },
    message.sim.silent ? sign("silent", WORDS.silent) : null,
    message.sim.edited ? el("span", { class: "edited" }, WORDS.edited) : null,
    el("time", { datetime: new Date(message.date * 1000).toISOString(), title: fullDate(message.date) }, time(message.date)),
    message.sim.mine ? sign("check", WORDS.sent) : null);
}

function sign(name, label) {
  return el("span", { class: "sign", role: "img", "aria-label": label, title: label }, icon(name));
}

function actionsButton(message, chat) {
  const open = (event) => chat.openActions(message, event.currentTarget);
  return el("button", {
    type: "button", class: "round actions", tabindex: "-1", "aria-haspopup": "menu",
    "aria-label": WORDS.messageActions, on: { click: open },
  }, icon("dots"));
}
