// A photo in large, over the page.

import { WORDS } from "./words.js";

/** Shows the photo until Escape, the button or a tap closes it. */
export function openLightbox(address, caption) {
  const dialog = document.getElementById("lightbox");
  const image = document.getElementById("lightbox-image");
  image.src = address;
  image.alt = caption || WORDS.photo;
  if (!dialog.open) dialog.showModal();
  dialog.onclick = () => dialog.close();
}
