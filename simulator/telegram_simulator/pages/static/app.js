// Joins everything: reads the state, opens the windows, hands out the live events.

import * as api from "./api.js";
import { setUpAround } from "./around.js";
import { CallsPanel } from "./calls.js";
import { el } from "./dom.js";
import { listen } from "./events.js";
import { setUpFailures, showFailures } from "./failures.js";
import { openMenu } from "./menu.js";
import { setUpPanels } from "./panels.js";
import { colourOf, inOrder, labelOf, setParts } from "./parts.js";
import { Tabs, setUpAddPerson } from "./people.js";
import { Welcome } from "./welcome.js";
import { ChatWindow } from "./window.js";
import { WORDS, say } from "./words.js";

const windows = new Map();
const tabs = new Tabs(() => windows.values());
const welcome = new Welcome();
const calls = new CallsPanel((id) => windows.get(id)?.person.first_name ?? "");
const board = document.getElementById("windows");
const skips = document.getElementById("skips");
const nobody = document.getElementById("nobody");
const connection = document.getElementById("connection-banner");
let bot = null;
let looked = false;

const hooks = {
  openInvitation,
  onUnread: (person, count) => tabs.unread(person, count),
  onPress: (person, label) => welcome.pressed(person, label),
};

/** Reads everything again: at the start, and whenever the live events were cut. */
async function reload() {
  try {
    const state = await api.state();
    bot = state.bot;
    setParts(state.parts);
    welcome.setSteps(state.first_steps);
    setUpAround(state, (message) => windows.get(tabs.current)?.toast(message));
    showFailures(state.failures);
    for (const person of inOrder(state.people)) show(person);
    nobody.textContent = WORDS.nobody;
    nobody.hidden = windows.size > 0;
    await Promise.all([...windows.values()].map((chat) => chat.load()));
    if (!looked) lookBack();
    connection.hidden = true;
  } catch {
    connection.hidden = false;
  }
}

/** What happened before the page was opened: first steps that are done stay done. */
function lookBack() {
  looked = true;
  const all = [...windows.values()].flatMap(({ person, timeline }) =>
    [...timeline.backwards()].reverse().map((message) => ({ person, message })));
  all.sort((one, other) => one.message.date - other.message.date);
  for (const { person, message } of all) noticed(person, message);
}

/** Opens somebody's window, or shows what changed about them. */
function show(person) {
  const known = windows.get(person.id);
  if (known) {
    known.setPerson(person);
    return known;
  }
  const chat = new ChatWindow(person, bot, hooks);
  windows.set(person.id, chat);
  board.append(chat.root);
  tabs.add(person);
  skips.append(skipTo(chat));
  nobody.hidden = true;
  welcome.name([...windows.values()].map(({ person: one }) => one));
  return chat;
}

/** A link for the keyboard alone: straight to where one writes as somebody. */
function skipTo(chat) {
  const go = (event) => {
    event.preventDefault();
    bringForward(chat);
    chat.composer.focus();
  };
  return el("a", { href: `#${chat.root.id}`, on: { click: go } }, say.writeAs(chat.person.first_name));
}

function bringForward(chat) {
  tabs.show(chat.person.id);
  chat.root.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Asks who opens an invitation link, then sends "/start CODE" from their window. */
function openInvitation(code, anchor) {
  const items = [...windows.values()].map((chat) => ({
    label: chat.person.first_name,
    hint: labelOf(chat.person),
    node: el("span", { class: "dot", data: { colour: colourOf(chat.person) } }),
    run: () => {
      bringForward(chat);
      chat.start(code);
    },
  }));
  openMenu(anchor, { label: WORDS.openAs, title: WORDS.openAs, items });
}

const ON = {
  message: (event, chat) => {
    chat?.put(event.message);
    if (chat) noticed(chat.person, event.message);
  },
  edited: (event, chat) => {
    chat?.put(event.message);
    if (chat && !event.message.sim.mine) welcome.came(chat.person, event.message);
  },
  reaction: (event, chat) => chat?.put(event.message),
  deleted: (event, chat) => chat?.removed(event.message_ids),
  typing: (event, chat) => chat?.setTyping(event.typing !== false),
  topics: (event, chat) => chat?.setTopics(event.topics),
  commands: (event, chat) => chat?.setCommands(event.commands),
  person: (event, chat) => (chat ? chat.setPerson(event.info) : show(event.info).load()),
  failures: (event) => showFailures(event.failures),
  call: (event) => calls.add(event.call),
};

function noticed(person, message) {
  if (message.sim.mine) welcome.wrote(person, message);
  else welcome.came(person, message);
}

function onEvent(event) {
  if (bot) ON[event.type]?.(event, windows.get(event.person));
}

setUpAddPerson((person) => {
  const known = windows.get(person.id);
  const chat = known ?? show(person);
  if (!known) chat.load();
  bringForward(chat);
  chat.composer.focus();
});
setUpFailures((message) => windows.get(tabs.current)?.toast(message));
setUpPanels((id) => id === "calls" && calls.refresh());
listen({ onOpen: reload, onEvent, onLost: () => { connection.hidden = false; } });
