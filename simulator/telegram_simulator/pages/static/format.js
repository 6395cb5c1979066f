// Dates, sizes and durations as people read them in French.

import { WORDS } from "./words.js";

const CLOCK = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long" });
const FULL = new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", timeStyle: "medium" });
const DECIMAL = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

const date = (seconds) => new Date(seconds * 1000);

/** 14:05 */
export const time = (seconds) => CLOCK.format(date(seconds));

const MOMENT = new Intl.DateTimeFormat("fr-FR", { weekday: "short", hour: "2-digit", minute: "2-digit" });

/** sam. 14:05 */
export const moment = (seconds) => MOMENT.format(date(seconds)).replace(",", "");

/** The whole date, for a tooltip. */
export const fullDate = (seconds) => FULL.format(date(seconds));

/** The same text for two moments of one day. */
export const dayKey = (seconds) => date(seconds).toDateString();

/** Aujourd’hui, Hier, or samedi 21 novembre. */
export function day(seconds, now = new Date()) {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (dayKey(seconds) === now.toDateString()) return WORDS.today;
  if (dayKey(seconds) === yesterday.toDateString()) return WORDS.yesterday;
  return DAY.format(date(seconds));
}

/** 12 o, 3,4 Ko, 1,2 Mo */
export function size(bytes = 0) {
  if (bytes < 1000) return `${bytes} o`;
  if (bytes < 1_000_000) return `${DECIMAL.format(bytes / 1000)} Ko`;
  return `${DECIMAL.format(bytes / 1_000_000)} Mo`;
}

/** 1:05 */
export function duration(seconds = 0) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
