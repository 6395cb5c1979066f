// What can be done with a message: react, reply, copy, edit, add a photo, move on, pin, delete.

import { openMenu } from "./menu.js";
import { samplePhoto } from "./samples.js";
import { WORDS, say } from "./words.js";

const STEP = 0.002; // degrees: about two streets further
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
    ...changes(message, chat),
    { label: WORDS.pin, icon: "pin", run: () => chat.pin(message) },
    { label: WORDS.delete, icon: "trash", danger: true, run: () => chat.remove(message) },
  ].filter(Boolean);
}

/** What changes one's own message into something else: the bot hears of an edit. */
function changes(message, chat) {
  if (!message.sim.mine || message.forward_origin) return [];
  if (message.location?.live_period) return [
    { label: WORDS.move, icon: "forward", run: () => chat.move(message, STEP) },
    { label: WORDS.stopLive, icon: "close", run: () => chat.stopLive(message) },
  ];
  const changeable = message.text || message.photo || message.video || message.document;
  return changeable ? [{ label: WORDS.intoPhoto, icon: "photo", run: async () => chat.changeMedia(message, await samplePhoto()) }] : [];
}
