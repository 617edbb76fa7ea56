// Asks while somebody types whether a statement is logged already, and which role will be filled in.
const PAUSE_MS = 500;
const MOST_CHARACTERS = 3000;
const ASKED = ["quote", "claim", "passage", "speaker_id", "speaker_name", "said", "said_read", "source_id", "source_published", "capture_id"];
const place = document.getElementById("likely");
const told = document.getElementById("likely-told");
const role = document.getElementById("role-shown");
const form = place?.closest("form");

function address() {
  const asked = new URL(place.dataset.ask, location.href);
  for (const name of ASKED) {
    const value = form.elements.namedItem(name)?.value;
    if (value) asked.searchParams.set(name, [...value].slice(0, MOST_CHARACTERS).join(""));
  }
  return asked;
}

function show(answer) {
  const page = new DOMParser().parseFromString(answer, "text/html");
  const found = page.querySelector("section");
  role.textContent = page.querySelector("template")?.content.textContent.trim() ?? "";
  // Nothing moves away under somebody who is about to press a button of it.
  if (place.contains(document.activeElement)) return;
  if (place.querySelector("section")?.isEqualNode(found)) return;
  place.replaceChildren(...(found ? [found] : []));
  told.textContent = found?.dataset.told ?? "";
}

let question = new AbortController();
async function ask() {
  question.abort();
  question = new AbortController();
  const wanted = address();
  if (!wanted.search) return show("");
  try {
    const answer = await fetch(wanted, { signal: question.signal, redirect: "error" });
    if (answer.ok) show(await answer.text());
  } catch (error) {
    // Without an answer the page asks when the form is sent.
    if (error.name !== "AbortError") show("");
  }
}

let waiting;
function soon(event) {
  if (event.target !== form && !ASKED.includes(event.target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE_MS);
}

form?.addEventListener("input", soon);
form?.addEventListener("change", soon);
