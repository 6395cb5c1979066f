// Every request the page makes to the simulator (see the people API of the server).

import { WORDS } from "./words.js";

/** A refusal, with a sentence that can be shown. */
export class Refused extends Error {}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(WORDS.unreachable);
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(body?.error ?? WORDS.failed);
  return body;
}

function post(path, body) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

export const state = () => ask("/sim/state");
export const addPerson = (person) => post("/sim/people", person);
export const setFailures = (failures) => post("/sim/failures", failures);
export const clock = () => ask("/sim/clock");
export const letPass = (minutes) => post("/sim/clock", { minutes });
export const calls = (since) => ask(`/sim/calls?since=${since}`);
export const fileAddress = (fileId) => `/sim/files/${encodeURIComponent(fileId)}`;

/** What one person can do in their chat with the bot. */
export class PersonApi {
  constructor(id) {
    this.base = `/sim/people/${id}`;
  }

  chat = () => ask(`${this.base}/chat`);
  send = (text, replyTo, thread) =>
    post(`${this.base}/send`, { text, reply_to: replyTo, thread });
  edit = (messageId, text) => post(`${this.base}/edit`, { message_id: messageId, text });
  remove = (ids) => post(`${this.base}/delete`, { message_ids: ids });
  move = (messageId, latitude, longitude) =>
    post(`${this.base}/move`, { message_id: messageId, latitude, longitude });
  stopLive = (messageId) => post(`${this.base}/stop_live_location`, { message_id: messageId });
  pin = (messageId) => post(`${this.base}/pin`, { message_id: messageId });
  press = (messageId, row, column) =>
    post(`${this.base}/press`, { message_id: messageId, row, column });
  open = (messageId, row, column) =>
    post(`${this.base}/open`, { message_id: messageId, row, column });
  react = (messageId, emoji) => post(`${this.base}/react`, { message_id: messageId, emoji });
  block = (blocked) => post(`${this.base}/block`, { blocked });
  share = (kind, content) => post(`${this.base}/${kind}`, content);

  editMedia(messageId, file) {
    const form = new FormData();
    form.set("message_id", messageId);
    form.set("file", file, file.name);
    return ask(`${this.base}/edit_media`, { method: "POST", body: form });
  }

  media(kind, file, { caption, replyTo } = {}) {
    const form = new FormData();
    form.set("kind", kind);
    if (caption) form.set("caption", caption);
    if (replyTo) form.set("reply_to", replyTo);
    form.set("file", file, file.name);
    return ask(`${this.base}/media`, { method: "POST", body: form });
  }
}
