// Ways to act on a message: arrows and keys, right click, double click, swipe to reply, drop a file.

const SWIPE = 48;

/** Listens to the messages of this window. */
export function listenToGestures(chat) {
  const { log } = chat.parts;
  log.addEventListener("keydown", (event) => onKey(event, chat));
  log.addEventListener("contextmenu", (event) => onContextMenu(event, chat));
  log.addEventListener("dblclick", (event) => onDoubleClick(event, chat));
  listenToSwipe(log, chat);
  listenToDrop(chat);
}

const articleOf = (node) => node.closest?.("article[data-id]");
const messageOf = (node, chat) => chat.timeline.get(Number(articleOf(node)?.dataset.id));

function onKey(event, chat) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === chat.parts.log && event.key === "Enter") chat.focusLast();
  const article = event.target.matches("article") ? event.target : null;
  if (!article) return onKeyInside(event, chat);
  const message = messageOf(article, chat);
  const act = {
    ArrowUp: () => step(article, "previousElementSibling"),
    ArrowDown: () => step(article, "nextElementSibling") || chat.composer.focus(),
    ArrowRight: () => move(article, 1, chat),
    ArrowLeft: () => move(article, -1, chat),
    Home: () => focusRow(chat.parts.rows.firstElementChild),
    End: () => focusRow(chat.parts.rows.lastElementChild),
    Enter: () => message && chat.openActions(message, article),
    r: () => message && chat.replyTo(message),
    Escape: () => chat.composer.focus(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

/** Arrows on a button or a link of a message: the next one, whatever message it is in. */
function onKeyInside(event, chat) {
  const node = event.target;
  if (!articleOf(node) || node.matches("input, audio, video")) return;
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (event.key === "Escape") articleOf(node).focus();
  else if (by) move(node, by, chat);
  else return;
  event.preventDefault();
}

function move(node, by, chat) {
  const next = chat.roving.next(node, by);
  if (next) next.focus();
  else if (by > 0) chat.composer.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function step(article, direction) {
  return focusRow(article.closest(".row")[direction]);
}

function focusRow(row) {
  row?.lastElementChild.focus();
  row?.scrollIntoView({ block: "nearest" });
  return Boolean(row);
}

function onContextMenu(event, chat) {
  const message = messageOf(event.target, chat);
  if (!message || event.target.closest("a, input, video")) return;
  event.preventDefault();
  chat.openActions(message, articleOf(event.target).querySelector(".bubble"));
}

function onDoubleClick(event, chat) {
  const message = messageOf(event.target, chat);
  if (message && !event.target.closest("button, a")) chat.replyTo(message);
}

function listenToSwipe(log, chat) {
  let start = null;
  log.addEventListener("touchstart", ({ touches, target }) => {
    const { clientX: x, clientY: y } = touches[0];
    start = touches.length === 1 && articleOf(target) ? { x, y, target } : null;
  }, { passive: true });
  log.addEventListener("touchend", ({ changedTouches }) => {
    if (!start) return;
    const { clientX, clientY } = changedTouches[0];
    const sideways = start.x - clientX;
    const message = messageOf(start.target, chat);
    if (message && sideways > SWIPE && Math.abs(clientY - start.y) < sideways / 2) chat.replyTo(message);
    start = null;
  }, { passive: true });
}

function listenToDrop(chat) {
  const { root } = chat;
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file && !chat.parts.write.hidden) chat.composer.offer(file);
  });
}
