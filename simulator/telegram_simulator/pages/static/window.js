// One person's chat with the bot: header, messages, composer, and what they can do.

import { openActions } from "./actions.js";
import { PersonApi } from "./api.js";
import { Composer } from "./composer.js";
import { copyTemplate } from "./dom.js";
import { listenToGestures } from "./gestures.js";
import { openMenu } from "./menu.js";
import { renderMessage } from "./message.js";
import { colourOf, labelOf } from "./parts.js";
import { Roving } from "./roving.js";
import { Scroller } from "./scroll.js";
import { Timeline } from "./timeline.js";
import { alertBox, toast } from "./toast.js";
import { TopicsBar } from "./topics.js";
import { WORDS, say } from "./words.js";

const TYPING_MS = 5500;

export class ChatWindow {
  /** `hooks`: openInvitation(code, anchor), onUnread(person, count), onPress(person, label). */
  constructor(person, bot, hooks) {
    const { root, parts } = copyTemplate("window-template");
    Object.assign(this, { person, bot, hooks, root, parts });
    this.api = new PersonApi(person.id);
    this.loaded = false;
    this.waiting = null; // events that came while the chat was being loaded
    this.sending = Promise.resolve();
    this.timeline = new Timeline(parts.rows, (message) => renderMessage(message, this));
    this.composer = new Composer(parts, this);
    this.topics = new TopicsBar(parts.topics, (topic) => this.#lookAt(topic));
    this.roving = new Roving(parts.rows);
    this.scroller = new Scroller({
      log: parts.log, rows: parts.rows, button: parts["to-bottom"], count: parts.unread,
      onUnread: (count) => hooks.onUnread(person, count),
      onRead: () => { this.unreadMarked = false; },
    });
    listenToGestures(this);
    this.#describe();
    parts.options.addEventListener("click", () => this.#openOptions());
  }

  #describe() {
    const { root, parts, person, bot } = this;
    root.id = `window-${person.id}`;
    root.dataset.colour = colourOf(person);
    root.setAttribute("aria-label", say.window(person.first_name));
    parts.avatar.textContent = [...person.first_name][0]?.toUpperCase() ?? "?";
    parts.name.textContent = person.first_name;
    parts.role.textContent = labelOf(person);
    parts.role.hidden = !labelOf(person);
    parts.log.setAttribute("aria-label", say.log(person.first_name));
    parts.options.setAttribute("aria-label", say.options(person.first_name));
    parts["empty-title"].textContent = bot.first_name;
    this.#showState();
  }

  // --- what comes from the simulator ---

  /** Reads the whole chat again. */
  async load() {
    const { log } = this.parts;
    const { scrollTop } = log;
    this.waiting = [];
    try {
      const { messages, commands, typing, topics } = await this.api.chat();
      this.topics.set(topics);
      this.timeline.reset(messages);
      this.composer.setCommands(commands);
      this.setTyping(typing);
    } catch (error) {
      this.toast(error.message);
    }
    const late = this.waiting;
    this.waiting = null;
    this.loaded = true;
    for (const run of late) run();
    this.#showState();
    if (this.scroller.atEnd) this.scroller.toEnd();
    else log.scrollTop = scrollTop; // a reader who had scrolled up stays there
  }

  #whenLoaded(run) {
    if (this.waiting) this.waiting.push(run);
    else run();
  }

  /** A message came, or changed. */
  put(message) {
    this.#whenLoaded(() => {
      const isNew = this.timeline.put(message);
      if (!isNew) return;
      if (!message.sim.mine) this.#received(message);
      this.#showState();
    });
  }

  #received(message) {
    this.setTyping(false);
    const unseen = this.scroller.came();
    if (!unseen || this.unreadMarked) return;
    this.unreadMarked = true;
    this.timeline.markUnread(message.message_id);
  }

  removed(ids) {
    this.#whenLoaded(() => {
      for (const id of ids) {
        this.timeline.remove(id);
        this.composer.forget(id);
      }
      this.#showState();
    });
  }

  /** Topics were opened, renamed or deleted. */
  setTopics(topics) {
    this.#whenLoaded(() => {
      this.topics.set(topics);
      this.timeline.redraw();
    });
  }

  /** Only what is in this topic is shown, and what is written goes there; null: everything. */
  #lookAt(topic) {
    this.timeline.show(topic);
    this.timeline.redraw();
    this.scroller.toEnd();
    this.composer.focus();
  }

  setCommands(commands) {
    this.composer.setCommands(commands);
  }

  setPerson(person) {
    this.person = person;
    this.#describe();
  }

  setTyping(typing) {
    clearTimeout(this.typingEnds);
    this.typing = typing;
    if (typing) this.typingEnds = setTimeout(() => this.setTyping(false), TYPING_MS);
    this.#showState();
  }

  #showState() {
    const { parts, person, bot, typing } = this;
    const empty = this.loaded && this.timeline.size === 0;
    parts.empty.hidden = !empty;
    parts.status.classList.toggle("typing", Boolean(typing));
    const status = typing ? say.typing(bot.first_name) : say.chatsWith(bot.first_name);
    parts.status.textContent = person.blocked ? say.blocked(bot.first_name) : status;
    this.composer.setMode({ empty, blocked: person.blocked });
  }

  // --- what the person does ---

  /** Does it after what was asked before; a refusal is shown. Gives whether it went well. */
  #do(act) {
    const done = this.sending.then(act).then(
      () => true,
      (error) => {
        this.toast(error.message);
        return false;
      },
    );
    this.sending = done;
    return done;
  }

  #sends(act) {
    return this.#do(async () => {
      const message = await act();
      // The live event may have come first, and later changes with it.
      if (!this.timeline.get(message.message_id)) this.put(message);
      this.timeline.markUnread(null);
      this.scroller.toEnd();
    });
  }

  send = (text, replyTo) =>
    this.#sends(() => this.api.send(text, replyTo, replyTo ? undefined : this.topics.chosen));
  share = (kind, content) => this.#sends(() => this.api.share(kind, content));
  sendMedia = (kind, file, extra) => this.#sends(() => this.api.media(kind, file, extra));
  remove = (message) => this.#do(() => this.api.remove([message.message_id]));
  react = (message, emoji) => this.#do(() => this.api.react(message.message_id, emoji));
  changeText = (message, text) => this.#do(() => this.api.edit(message.message_id, text));
  changeMedia = (message, file) => this.#do(() => this.api.editMedia(message.message_id, file));
  move = ({ message_id: id, location: { latitude, longitude } }, step) =>
    this.#do(() => this.api.move(id, latitude + step, longitude + step));
  stopLive = (message) => this.#do(() => this.api.stopLive(message.message_id));
  pin = (message) => this.#sends(() => this.api.pin(message.message_id));
  setBlocked = (blocked) => this.#do(() => this.api.block(blocked));

  /** Opens an invitation link here: unblocks the bot if needed, as the apps do. */
  async start(code) {
    if (this.person.blocked) await this.setBlocked(false);
    await this.send(code ? `/start ${code}` : "/start");
    this.composer.focus();
  }

  replyTo = (message) => this.composer.reply(message);
  edit = (message) => this.composer.edit(message);
  openActions = (message, anchor) => openActions(message, anchor, this);
  openInvitation = (code, anchor) => this.hooks.openInvitation(code, anchor);
  onPress = (label) => this.hooks.onPress(this.person, label);
  toast = (text) => toast(this.parts.toasts, text);
  alert = (text) => alertBox(this.bot.first_name, text);

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text); // absent where the page is not on this computer
      this.toast(WORDS.copied);
    } catch {
      this.toast(WORDS.notCopied);
    }
  }

  /** Goes to a message and lights it up for a moment. */
  jumpTo(id) {
    const element = this.timeline.element(id);
    if (!element) return this.toast(WORDS.messageGone);
    element.scrollIntoView({ block: "center" });
    element.classList.remove("flash");
    requestAnimationFrame(() => element.classList.add("flash"));
    element.focus({ preventScroll: true });
    return undefined;
  }

  /** Up arrow in an empty text: the last message, to read or act on; with Ctrl, to answer. */
  focusLast(answer) {
    const [last] = this.timeline.backwards();
    if (!last) return;
    if (answer) this.composer.reply(last);
    else this.timeline.element(last.message_id).focus();
  }

  #openOptions() {
    const { blocked } = this.person;
    openMenu(this.parts.options, {
      label: say.options(this.person.first_name),
      items: [
        { label: WORDS.toTop, icon: "up", run: () => { this.parts.log.scrollTop = 0; } },
        {
          label: blocked ? WORDS.unblock : WORDS.block, icon: "ban", danger: !blocked,
          run: () => this.setBlocked(!blocked),
        },
      ],
    });
  }
}
