// What may be opened from a message: ordinary web addresses, and links that start the bot.

const TELEGRAM_HOSTS = ["t.me", "telegram.me", "telegram.dog"];

/** The address to open, or null when it is not one that a page may open. */
export function webAddress(text) {
  const written = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  const url = URL.parse?.(written) ?? tryUrl(written);
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : null;
}

function tryUrl(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The code of https://t.me/<bot>?start=CODE (or its tg: form) for this bot; null for other links. */
export function startCode(text, username) {
  const url = tryUrl(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  if (!url) return null;
  const bot =
    url.protocol === "tg:"
      ? url.searchParams.get("domain")
      : TELEGRAM_HOSTS.includes(url.hostname) && url.pathname.slice(1).replace(/\/$/, "");
  if (!bot || bot.toLowerCase() !== username.toLowerCase()) return null;
  return url.searchParams.get("start");
}
