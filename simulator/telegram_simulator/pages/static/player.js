// A voice message: button, bars that fill while it plays, time.

import { fileAddress } from "./api.js";
import { el, hash, icon } from "./dom.js";
import { duration } from "./format.js";
import { WORDS } from "./words.js";

const BARS = 28;
let playing = null;

/** The player of a voice or audio file; `title` names a piece of music. */
export function voicePlayer(file, title) {
  const sound = el("audio", { src: fileAddress(file.file_id), preload: "none" });
  const button = el("button", { type: "button", class: "round play", "aria-label": WORDS.play }, icon("play"));
  const bars = waveform(file.file_unique_id ?? file.file_id);
  const clock = el("small", { class: "clock" }, duration(file.duration));
  button.addEventListener("click", () => toggle(sound));
  const show = () => face(button, sound);
  for (const event of ["play", "pause", "ended"]) sound.addEventListener(event, show);
  sound.addEventListener("error", () => { clock.textContent = WORDS.unplayable; });
  sound.addEventListener("timeupdate", () => progress(sound, bars, clock, file.duration));
  return el("div", { class: "voice" }, button,
    el("span", { class: "voice-body" }, title ? el("strong", {}, title) : null, bars, clock), sound);
}

function toggle(sound) {
  if (!sound.paused) return sound.pause();
  if (playing !== sound) playing?.pause();
  playing = sound;
  return sound.play().catch(() => {});
}

function face(button, sound) {
  button.replaceChildren(icon(sound.paused ? "play" : "pause"));
  button.setAttribute("aria-label", sound.paused ? WORDS.play : WORDS.pause);
}

function progress(sound, bars, clock, known) {
  const whole = Number.isFinite(sound.duration) ? sound.duration : known || 1;
  const done = sound.ended ? 0 : sound.currentTime / whole;
  [...bars.children].forEach((bar, index) => bar.classList.toggle("done", index / BARS < done));
  clock.textContent = duration(sound.ended ? whole : sound.currentTime);
}

function waveform(seed) {
  const bars = Array.from({ length: BARS }, (_, index) => el("i", { class: `h${1 + (hash(seed + index * 7) % 8)}` }));
  return el("span", { class: "bars", "aria-hidden": "true" }, ...bars);
}
