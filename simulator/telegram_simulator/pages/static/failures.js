// The switches that make Telegram fail, and the banner that says so.

import { setFailures } from "./api.js";
import { FAILURE_NAMES, say } from "./words.js";

const NONE = { down: false, slow_ms: 0, too_many_requests_every: 0, retry_after: 3, lose_answers_every: 0, half_answers_every: 0, error_500_every: 0 };

const form = () => document.getElementById("failures-form");
const switches = () => [...form().querySelectorAll("[data-failure]")];
const amountOf = (name) => form().querySelector(`[data-amount="${name}"]`);

/** Makes the switches work; `failed(message)` shows a refusal. */
export function setUpFailures(failed) {
  const set = (failures) => setFailures(failures).then(showFailures, (error) => failed(error.message));
  form().addEventListener("submit", (event) => event.preventDefault());
  form().addEventListener("change", (event) => {
    const { amount } = event.target.dataset;
    if (!amount || form().querySelector(`[data-failure="${amount}"]`).checked) set(asked());
  });
  for (const id of ["failures-reset", "failure-banner-reset"]) {
    document.getElementById(id).addEventListener("click", () => set(NONE));
  }
}

function asked() {
  const failures = { ...NONE };
  for (const one of switches()) {
    const name = one.dataset.failure;
    if (one.checked) failures[name] = name === "down" ? true : Number(amountOf(name).value);
  }
  return failures;
}

/** Shows what fails now, whoever decided it. */
export function showFailures(failures) {
  for (const one of switches()) {
    const name = one.dataset.failure;
    one.checked = Boolean(failures[name]);
    if (one.checked && name !== "down") chooseAmount(amountOf(name), String(failures[name]));
  }
  const names = Object.keys(FAILURE_NAMES).filter((name) => failures[name]);
  document.getElementById("failure-banner").hidden = names.length === 0;
  document.getElementById("failure-banner-title").textContent =
    `${say.failing(names.length)} ${names.map((name) => FAILURE_NAMES[name]).join(", ")}.`;
  document.getElementById("failures-button").classList.toggle("on", names.length > 0);
}

function chooseAmount(select, value) {
  if ([...select.options].some((option) => option.value === value)) select.value = value;
}
