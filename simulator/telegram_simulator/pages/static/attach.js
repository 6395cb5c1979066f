// The "attach" menu: files of this computer, samples, stickers, contact, place, forwarded message.

import { openMenu } from "./menu.js";
import { STICKERS, sampleDocument, samplePhoto, sampleSticker, sampleVideo, sampleVoice } from "./samples.js";
import { ATTACH, SAMPLE, WORDS, say } from "./words.js";

/** How a file is sent when the person only says "this file". */
export function kindOfFile(file) {
  if (file.type === "image/gif") return "animation";
  if (file.type.startsWith("image/") && !file.type.includes("svg")) return "photo";
  return file.type.startsWith("video/") ? "video" : "document";
}

/** Opens the menu; `choose(accept, kind)` asks the computer for a file, `chat` sends the rest. */
export function openAttachMenu(anchor, chat, choose) {
  const sample = (kind, make) => async () => {
    const file = await make();
    if (file) await chat.sendMedia(kind, file);
    else chat.toast(WORDS.noVideo);
  };
  const share = (kind, content) => () => chat.share(kind, content);
  const video = () => {
    chat.toast(WORDS.preparing);
    return sample("video", sampleVideo)();
  };
  openMenu(anchor, {
    label: WORDS.attachMenu,
    row: STICKERS.map((emoji) => ({
      text: emoji,
      label: say.sticker(emoji),
      run: sample("sticker", () => sampleSticker(emoji)),
    })),
    items: [
      { label: ATTACH.chooseMedia, icon: "photo", run: () => choose("image/*,video/*") },
      { label: ATTACH.chooseVoice, icon: "voice", run: () => choose("audio/*", "voice") },
      { label: ATTACH.chooseFile, icon: "file", run: () => choose("", "document") },
    ],
    grid: {
      title: ATTACH.samples,
      items: [
        { label: ATTACH.photo, icon: "photo", run: sample("photo", samplePhoto) },
        { label: ATTACH.voice, icon: "voice", run: sample("voice", sampleVoice) },
        { label: ATTACH.video, icon: "video", run: video },
        { label: ATTACH.document, icon: "file", run: sample("document", sampleDocument) },
        { label: ATTACH.contact, icon: "person", run: share("contact", SAMPLE.contact) },
        { label: ATTACH.location, icon: "pin", run: share("location", SAMPLE.location) },
        { label: ATTACH.forward, icon: "forward", run: share("forward", SAMPLE.forward) },
        { label: ATTACH.live, icon: "pin", run: share("live_location", SAMPLE.location) },
        { label: ATTACH.poll, icon: "poll", run: share("poll", SAMPLE.poll) },
        { label: ATTACH.dice, icon: "dice", run: share("dice", {}) },
        { label: ATTACH.checklist, icon: "check", run: share("checklist", SAMPLE.checklist) },
        { label: ATTACH.story, icon: "photo", run: share("story", {}) },
      ],
    },
  });
}
