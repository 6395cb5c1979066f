// What a message carries besides text: photo, video, voice, document, sticker, contact, place, poll, dice, list.

import { fileAddress } from "./api.js";
import { el, icon } from "./dom.js";
import { size } from "./format.js";
import { openLightbox } from "./lightbox.js";
import { voicePlayer } from "./player.js";
import { WORDS, say } from "./words.js";

const KINDS = {
  sticker: renderSticker,
  photo: renderPhoto,
  animation: (message) => renderVideo(message.animation, message, "animation"),
  video: (message) => renderVideo(message.video, message, "video"),
  video_note: (message) => renderVideo(message.video_note, message, "video-note"),
  voice: (message) => voicePlayer(message.voice),
  audio: (message) => voicePlayer(message.audio, message.audio.title ?? message.audio.file_name),
  document: (message) => renderDocument(message.document),
  contact: (message, chat) => renderContact(message.contact, chat),
  venue: (message) => renderPlace(message.venue.location, message.venue),
  location: (message) => renderPlace(message.location),
  poll: (message) => renderPoll(message.poll),
  dice: (message) => renderDice(message.dice),
  checklist: (message) => renderChecklist(message.checklist),
  story: () => el("p", { class: "unknown" }, WORDS.story),
};

/** The name of what the message carries ("photo"…), or undefined. */
export function kindOf(message) {
  return Object.keys(KINDS).find((kind) => message[kind] !== undefined);
}

/** The element for it, or null for a message of text only. */
export function renderMedia(message, chat) {
  const kind = kindOf(message);
  return kind ? KINDS[kind](message, chat) : null;
}

/** A message in one line: its text, or what it carries. */
export function inOneLine(message) {
  const text = message.text ?? message.caption ?? "";
  if (text) return text.replaceAll(/\s+/g, " ").slice(0, 120);
  if (message.sticker?.emoji) return say.sticker(message.sticker.emoji);
  return WORDS[kindOf(message)] ?? WORDS.unknownKind;
}

function renderPhoto(message) {
  const { file_id: id, width, height } = message.photo.at(-1);
  const image = el("img", { src: fileAddress(id), width, height, alt: WORDS.photo, decoding: "async" });
  const open = () => openLightbox(fileAddress(id), message.caption);
  const button = el("button", { type: "button", class: "photo", "aria-label": WORDS.openPhoto, on: { click: open } }, image);
  return el("div", { class: "media" }, covered(button, message.sim.spoiler, WORDS.hiddenPhoto));
}

function renderVideo(video, message, look) {
  const moving = look === "animation";
  const player = el("video", {
    src: fileAddress(video.file_id), class: look, controls: !moving, loop: moving, muted: moving,
    autoplay: moving && !message.sim.spoiler, playsinline: true, preload: "metadata",
    width: video.width || video.length || 320, height: video.height || video.length || 240,
    "aria-label": WORDS[moving ? "animation" : "video"],
  });
  return el("div", { class: "media" }, covered(player, message.sim.spoiler, WORDS.hiddenMedia));
}

/** Hides a picture until it is tapped. */
function covered(content, hidden, label) {
  if (!hidden) return content;
  content.inert = true;
  const cover = el("button", { type: "button", class: "media-cover" }, el("span", {}, label));
  const box = el("div", { class: "media-hidden" }, content, cover);
  cover.addEventListener("click", () => {
    content.inert = false;
    box.classList.add("shown");
    cover.remove();
    content.focus?.({ preventScroll: true });
  });
  return box;
}

function renderSticker(message) {
  const { file_id: id, emoji = "" } = message.sticker;
  const image = el("img", { class: "sticker", src: fileAddress(id), width: 144, height: 144, alt: say.sticker(emoji) });
  image.addEventListener("error", () => image.replaceWith(el("span", { class: "sticker big" }, emoji || "🙂")));
  return image;
}

function renderDocument(file) {
  const words = el("span", { class: "file-words" },
    el("strong", {}, file.file_name ?? WORDS.document),
    el("small", {}, size(file.file_size)));
  return el("a", { class: "file", href: fileAddress(file.file_id), download: file.file_name ?? "document" },
    el("span", { class: "file-icon" }, icon("file")), words);
}

function renderContact(contact, chat) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  const call = () => chat.toast(say.call(contact.phone_number));
  return el("div", { class: "file" },
    el("span", { class: "file-icon" }, icon("person")),
    el("span", { class: "file-words" }, el("strong", {}, name || WORDS.noName),
      el("button", { type: "button", class: "inline-link", on: { click: call } }, contact.phone_number)));
}

function renderPlace({ latitude, longitude, live_period: live }, venue) {
  const words = el("span", { class: "file-words" },
    el("strong", {}, venue?.title ?? (live ? WORDS.live : WORDS.location)),
    el("small", {}, venue?.address ?? `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`));
  return el("div", { class: "place" }, el("div", { class: "map" }, icon("pin")), words);
}

function renderPoll(poll) {
  const kind = poll.type === "quiz" ? WORDS.quiz : poll.is_anonymous === false ? WORDS.poll : WORDS.anonymousPoll;
  const options = poll.options.map((option) => el("li", {}, el("span", {}, option.text)));
  return el("div", { class: "poll" },
    el("strong", {}, poll.question), el("small", {}, kind), el("ul", {}, ...options));
}

function renderChecklist({ title, tasks }) {
  return el("div", { class: "poll" },
    el("strong", {}, title), el("small", {}, WORDS.checklist),
    el("ul", {}, ...tasks.map((task) => el("li", {}, el("span", {}, task.text)))));
}

function renderDice(dice) {
  return el("span", { class: "sticker big", role: "img", "aria-label": `${dice.emoji} ${dice.value}` }, dice.emoji,
    el("small", {}, String(dice.value)));
}
