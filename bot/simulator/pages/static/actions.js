// What can be done with a message: react, reply, copy, edit, delete.

import { openMenu } from "./menu.js";
import { WORDS, say } from "./words.js";

const EMOJI = ["👍", "❤", "😁", "😢", "🙏", "🔥"];

/** Opens the menu of a message, next to `anchor`. */
export function openActions(message, anchor, chat) {
  const row = EMOJI.map((emoji) => ({
    text: `${emoji}\u{fe0f}`,
    label: say.react(emoji),
    run: () => chat.react(message, emoji),
  }));
  openMenu(anchor, { label: WORDS.messageActions, row, items: items(message, chat) });
}

function items(message, chat) {
  const text = message.text ?? message.caption;
  const reacted = !message.sim.mine && message.sim.reactions?.length;
  return [
    { label: WORDS.reply, icon: "reply", run: () => chat.replyTo(message) },
    reacted && { label: WORDS.unreact, icon: "close", run: () => chat.react(message, null) },
    text && !message.sim.protected && { label: WORDS.copy, icon: "copy", run: () => chat.copy(text) },
    message.sim.mine && message.text && { label: WORDS.edit, icon: "edit", run: () => chat.edit(message) },
    { label: WORDS.delete, icon: "trash", danger: true, run: () => chat.remove(message) },
  ].filter(Boolean);
}
