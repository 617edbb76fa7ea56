// Shows a citation anew whenever its format, style or language changes; keeps what was copied last.
const PAUSE_MS = 400;
const PARTS = ["live", "found"];
const form = document.getElementById("citing");
const live = document.getElementById("live");
const told = document.getElementById("live-told");

function address() {
  const asked = new URL(form.action);
  asked.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  return asked;
}

function show(answer) {
  const page = new DOMParser().parseFromString(answer, "text/html");
  for (const id of PARTS) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id).replaceChildren(...fresh.childNodes);
  }
  document.getElementById("styled").hidden = page.getElementById("styled")?.hidden ?? true;
}

let question = new AbortController();
async function ask() {
  question.abort();
  question = new AbortController();
  const wanted = address();
  live.setAttribute("aria-busy", "true");
  told.textContent = live.dataset.busy;
  try {
    const answer = await fetch(wanted, { signal: question.signal, redirect: "error" });
    // What is wrong is said by the page itself.
    if (!answer.ok) return location.assign(wanted);
    show(await answer.text());
    history.replaceState(null, "", wanted);
  } catch (error) {
    if (error.name === "AbortError") return;
    location.assign(wanted);
  }
  live.removeAttribute("aria-busy");
  told.textContent = "";
}

function choose(link) {
  const style = form.elements.namedItem("style");
  const id = link.dataset.style;
  if (![...style.options].some((one) => one.value === id)) style.add(new Option(link.textContent, id));
  style.value = id;
}

let waiting;
function soon(event) {
  if (event.target.name === "to") return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, event.target.name === "find" ? PAUSE_MS : 0);
}

function remember() {
  const chosen = new FormData(form);
  chosen.set("csrf_token", document.querySelector("[name=csrf_token]").value);
  fetch(form.dataset.remember, { method: "POST", body: chosen });
}

// What was chosen before this script was there, or brought back by the browser, is asked for too.
const isChanged = (field) =>
  field.options
    ? [...field.options].some((option) => option.defaultSelected && !option.selected)
    : field.checked !== field.defaultChecked || field.value !== field.defaultValue;
if (form && [...form.elements].some((field) => field.name && field.name !== "to" && isChanged(field))) ask();

form?.addEventListener("input", soon);
form?.addEventListener("copied", remember);
form?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-style]");
  if (!link) return;
  event.preventDefault();
  choose(link);
  ask();
});
