// Telegram says who opened this page behind the #, which no server sees: it is sent on as a form.
"use strict";
const said = new URLSearchParams(window.location.hash.slice(1)).get("tgWebAppData");
// It is used once, and stands in no history.
window.history.replaceState(null, "", window.location.pathname);
if (said) {
  const form = document.getElementById("enter");
  form.elements.said.value = said;
  form.submit();
}
