// Brings the words of the proposal in focus into sight, in the article's own window.
const article = document.getElementById("article");
const mark = article?.querySelector("mark.now");

function show() {
  if (!mark || article.scrollHeight <= article.clientHeight) return;
  const above = mark.getBoundingClientRect().top - article.getBoundingClientRect().top;
  article.scrollTop += above - article.clientHeight / 3;
}

// Single keys decide what is in focus, from the first sight of it on.
function focus() {
  const keys = localStorage.getItem("gainsay:keys") !== "off";
  if (keys && document.activeElement === document.body) document.querySelector("[data-row]")?.focus({ preventScroll: true });
}

// What was typed and not sent is asked about before the page is left.
let typed = false;
document.getElementById("log")?.addEventListener("input", () => { typed = true; });
for (const name of ["log", "reject"]) document.getElementById(name)?.addEventListener("submit", () => { typed = false; });
addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });

show();
focus();
