(function () {
  "use strict";
  function leave(event) {
    if (event) { event.preventDefault(); }
    document.documentElement.hidden = true;
    window.location.replace("ELSEWHERE");
  }
  document.getElementById("leave").addEventListener("click", leave);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { leave(event); } });
}());
