// The inline keyboard under a message: press, wait, then a toast or an alert.

import { el, icon } from "./dom.js";
import { startCode, webAddress } from "./links.js";
import { WORDS } from "./words.js";

/** The rows of buttons of a message, or null. */
export function renderKeyboard(message, chat) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "keyboard" },
    ...rows.map((row, r) =>
      el("div", { class: "keyboard-row" },
        ...row.map((button, c) => renderButton(button, message, [r, c], chat)))));
}

function renderButton(button, message, place, chat) {
  const label = el("span", {}, button.text);
  if (button.url) return addressButton(button, label, chat);
  const run = (event) => pressed(button, event.currentTarget, message, place, chat);
  return el("button", { type: "button", class: "key", on: { click: run } }, label);
}

function addressButton(button, label, chat) {
  const code = startCode(button.url, chat.bot.username);
  if (code !== null) {
    const open = (event) => chat.openInvitation(code, event.currentTarget);
    return el("button", { type: "button", class: "key", "aria-haspopup": "menu", on: { click: open } }, label, icon("link"));
  }
  const href = webAddress(button.url);
  const options = href ? { href, target: "_blank", rel: "noopener noreferrer", title: href } : {};
  return el("a", { class: "key", ...options }, label, icon("link"));
}

async function pressed(button, node, message, place, chat) {
  if (button.copy_text) return chat.copy(button.copy_text.text);
  if (button.web_app) return openPage(message, place, chat);
  if (button.callback_data === undefined) return chat.toast(WORDS.webApp);
  if (node.getAttribute("aria-busy") === "true") return undefined;
  node.setAttribute("aria-busy", "true");
  chat.onPress(button.text);
  try {
    show(await chat.api.press(message.message_id, ...place), chat);
  } catch (error) {
    chat.toast(error.message);
  } finally {
    node.removeAttribute("aria-busy");
  }
  return undefined;
}

/** Telegram opens the page in a window of its own, and tells it who opened it. */
async function openPage(message, place, chat) {
  try {
    const { address } = await chat.api.open(message.message_id, ...place);
    const href = webAddress(address);
    if (href) window.open(href, "_blank", "noopener,noreferrer");
  } catch (error) {
    chat.toast(error.message);
  }
  return undefined;
}

function show({ answer }, chat) {
  if (!answer) return chat.toast(WORDS.noAnswer);
  if (!answer.text) return undefined;
  return answer.show_alert ? chat.alert(answer.text) : chat.toast(answer.text);
}
