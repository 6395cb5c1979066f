// The simulator's live events; the browser reconnects by itself, and then everything is reloaded.

const RETRY_MS = 1500;

/** Listens for ever: `onOpen` at each (re)connection, `onEvent` for each event, `onLost` in between. */
export function listen({ onOpen, onEvent, onLost }) {
  const source = new EventSource("/sim/events");
  source.addEventListener("open", onOpen);
  source.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    onLost();
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => listen({ onOpen, onEvent, onLost }), RETRY_MS);
  });
}
