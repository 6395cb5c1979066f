// "Coulisses": the bot's last calls to Telegram, newest on top, while the panel is open.

import { calls as fetchCalls } from "./api.js";
import { el } from "./dom.js";
import { WORDS, say } from "./words.js";

const MOST = 200;
/** Waits all the time, and says nothing. */
const HIDDEN = new Set(["getUpdates"]);

export class CallsPanel {
  /** `nameOf(chatId)` gives a first name. */
  constructor(nameOf) {
    this.nameOf = nameOf;
    this.rows = document.getElementById("calls-rows");
    this.panel = document.getElementById("calls");
    this.last = 0;
  }

  /** Reads what was missed while the panel was closed. */
  async refresh() {
    try {
      const { calls } = await fetchCalls(this.last);
      for (const call of calls.slice(-MOST)) this.add(call);
    } catch {
      // The banner already says that the simulator does not answer.
    }
  }

  /** Shows a call, once. */
  add(call) {
    if (this.panel.hidden || call.n <= this.last) return;
    this.last = call.n;
    if (HIDDEN.has(call.method)) return;
    this.rows.prepend(this.#row(call));
    while (this.rows.children.length > MOST) this.rows.lastElementChild.remove();
  }

  #row({ n, method, status, ms, chat_id: chat }) {
    const well = status >= 200 && status < 300;
    return el("tr", { class: well ? null : "failed" },
      el("td", {}, String(n)),
      el("td", {}, el("code", {}, method)),
      el("td", {}, chat === undefined ? "" : this.nameOf(Number(chat))),
      el("td", {}, el("span", { class: "status-code" }, status ? String(status) : WORDS.lostAnswer)),
      el("td", {}, say.milliseconds(ms)));
  }
}
