// Opening and closing the side panels; only one is open at a time, and Escape closes it.

const BUTTONS = ["failures-button", "calls-button"];

const panelOf = (button) => document.getElementById(button.getAttribute("aria-controls"));

/** Makes the buttons of the top bar open their panels; `opened(id)` is told. */
export function setUpPanels(opened) {
  for (const id of BUTTONS) {
    const button = document.getElementById(id);
    button.addEventListener("click", () => {
      const opening = button.getAttribute("aria-expanded") !== "true";
      BUTTONS.forEach((other) => toggle(other, opening && other === id));
      if (!opening) return;
      opened(panelOf(button).id);
      panelOf(button).querySelector("input, button, [tabindex]")?.focus({ preventScroll: true });
    });
    panelOf(button).addEventListener("keydown", (event) => event.key === "Escape" && close(id));
  }
  for (const closer of document.querySelectorAll("[data-closes]")) {
    closer.addEventListener("click", () => close(closer.dataset.closes));
  }
}

function toggle(id, open) {
  const button = document.getElementById(id);
  button.setAttribute("aria-expanded", String(open));
  panelOf(button).hidden = !open;
}

function close(id) {
  toggle(id, false);
  document.getElementById(id).focus();
}
