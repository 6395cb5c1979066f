// Where a person writes: text, reply or edit bar, file about to be sent, commands, start, unblock.

import { kindOfFile, openAttachMenu } from "./attach.js";
import { Suggestions, openCommandsMenu } from "./commands.js";
import { inOneLine } from "./media.js";
import { authorOf } from "./message.js";
import { WORDS, say } from "./words.js";

export class Composer {
  /** `parts` are those of the window's template; `chat` is the window. */
  constructor(parts, chat) {
    this.parts = parts;
    this.chat = chat;
    this.context = null; // {kind: "reply" | "edit", message} or {kind: "file", file, as, replyTo?}
    this.suggestions = new Suggestions(parts.suggestions, parts.text, (command) => this.#sendCommand(command));
    parts.text.setAttribute("aria-label", say.writeAs(chat.person.first_name));
    this.#listen();
  }

  #listen() {
    const { parts, chat } = this;
    parts.write.addEventListener("submit", (event) => this.#submitted(event));
    parts.text.addEventListener("input", () => this.#changed());
    parts.text.addEventListener("keydown", (event) => this.#onKey(event));
    parts.text.addEventListener("blur", () => this.suggestions.close());
    parts.text.addEventListener("paste", (event) => this.#pasted(event));
    parts["context-cancel"].addEventListener("click", () => this.cancel());
    parts.file.addEventListener("change", () => this.#chosen());
    parts.attach.addEventListener("click", () =>
      openAttachMenu(parts.attach, chat, (accept, as) => this.#choose(accept, as)));
    parts.menu.addEventListener("click", () =>
      openCommandsMenu(parts.menu, this.suggestions.commands, (text) => chat.send(text)));
    parts.start.addEventListener("click", () => chat.send("/start"));
    parts.unblock.addEventListener("click", () => chat.setBlocked(false));
  }

  focus() {
    const { write, start, unblock, text } = this.parts;
    (write.hidden ? (start.hidden ? unblock : start) : text).focus({ preventScroll: true });
  }

  setCommands(commands) {
    this.suggestions.commands = commands;
    this.parts.menu.hidden = commands.length === 0;
  }

  /** Shows what fits: the text, the start button of an empty chat, or the unblock button. */
  setMode({ empty, blocked }) {
    const { write, start, unblock } = this.parts;
    const focused = [write, start, unblock].some((part) => part.contains(document.activeElement));
    write.hidden = blocked || empty;
    start.hidden = blocked || !empty;
    unblock.hidden = !blocked;
    if (write.hidden) this.#setContext(null);
    if (focused) this.focus();
  }

  reply(message) {
    if (this.context?.kind === "edit") this.#setText("");
    const title = say.replyTo(authorOf(message, this.chat));
    this.#setContext({ kind: "reply", message }, "reply", title, inOneLine(message));
    this.focus();
  }

  edit(message) {
    this.#setContext({ kind: "edit", message }, "edit", WORDS.editing, inOneLine(message));
    this.#setText(message.text);
    this.focus();
  }

  /** Shows a file about to be sent; what is written becomes its caption. */
  offer(file, as) {
    const kind = as ?? kindOfFile(file);
    const replyTo = this.context?.kind === "reply" ? this.context.message.message_id : this.context?.replyTo;
    this.#setContext({ kind: "file", file, as: kind, replyTo }, kind === "photo" ? "photo" : "file", WORDS[kind], file.name);
    this.#preview(kind === "photo" ? file : null);
    this.focus();
  }

  /** Forgets the reply, edit or file. */
  cancel() {
    if (this.context?.kind === "edit") this.#setText("");
    this.#setContext(null);
    this.focus();
  }

  /** A message is gone: it can be neither answered nor changed. */
  forget(id) {
    if (this.context?.message?.message_id === id) this.cancel();
  }

  #setContext(context, icon, title, text) {
    const { parts } = this;
    this.context = context;
    this.#preview(null);
    parts.context.hidden = context === null;
    if (!context) return;
    parts["context-icon"].setAttribute("href", `#i-${icon}`);
    parts["context-title"].textContent = title;
    parts["context-text"].textContent = text;
  }

  #preview(file) {
    const image = this.parts["context-image"];
    if (image.src) URL.revokeObjectURL(image.src);
    image.hidden = !file;
    if (file) image.src = URL.createObjectURL(file);
    else image.removeAttribute("src");
  }

  #setText(text) {
    this.parts.text.value = text;
    this.#changed();
  }

  #changed() {
    const { text, write } = this.parts;
    write.classList.toggle("writing", text.value.length > 0);
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight + 2, 132)}px`;
    this.suggestions.update();
  }

  #onKey(event) {
    if (event.isComposing) return;
    const handled = (this.suggestions.open && this.#onSuggestionKey(event)) || this.#onWritingKey(event);
    if (handled) event.preventDefault();
  }

  #onSuggestionKey(event) {
    const { suggestions } = this;
    if (event.key === "ArrowDown") suggestions.move(1);
    else if (event.key === "ArrowUp") suggestions.move(-1);
    else if (event.key === "Escape") suggestions.close();
    else if (event.key === "Tab" && !event.shiftKey) suggestions.complete();
    else if (event.key === "Enter" && suggestions.highlighted) this.#sendCommand(suggestions.highlighted);
    else return false;
    return true;
  }

  #onWritingKey(event) {
    const { text } = this.parts;
    if (event.key === "Enter" && !event.shiftKey) this.#submit();
    else if (event.key === "Escape" && this.context) this.cancel();
    else if (event.key === "ArrowUp" && text.value === "" && !event.shiftKey) this.chat.focusLast(event.ctrlKey);
    else return false;
    return true;
  }

  #sendCommand(command) {
    this.#setText("");
    this.chat.send(`/${command}`);
  }

  #submitted(event) {
    event.preventDefault();
    this.#submit();
    this.focus();
  }

  async #submit() {
    const text = this.parts.text.value.trim();
    const context = this.context;
    if (!text && context?.kind !== "file") return;
    this.#setText("");
    this.#setContext(null);
    const done = await this.#deliver(text, context);
    if (!done && this.parts.text.value === "") this.#setText(text);
  }

  #deliver(text, context) {
    const { chat } = this;
    if (context?.kind === "edit") return chat.changeText(context.message, text);
    if (context?.kind === "file") return chat.sendMedia(context.as, context.file, { caption: text, replyTo: context.replyTo });
    return chat.send(text, context?.message.message_id);
  }

  #choose(accept, as) {
    const { file } = this.parts;
    file.accept = accept;
    file.dataset.as = as ?? "";
    file.click();
  }

  #chosen() {
    const { file } = this.parts;
    if (file.files[0]) this.offer(file.files[0], file.dataset.as || undefined);
    file.value = "";
  }

  #pasted(event) {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    this.offer(file);
  }
}
