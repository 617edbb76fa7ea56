// Moves the hops of a chain without leaving the page: the server draws the part anew.
const form = document.getElementById("log");
const PART = "relays";
const WAIT = 400;
let waiting;

async function drawn(deed) {
  const body = new FormData(form);
  body.set("do", deed);
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Focus goes to the same button at the place where the hop is now, or to the new hop's name.
function focusAfter(deed) {
  const [verb, place] = deed.split("-");
  const rows = document.querySelectorAll(".chain-hop");
  const at = { add: rows.length - 1, up: Number(place) - 1, down: Number(place) + 1 }[verb] ?? Number(place);
  const row = rows[Math.min(at, rows.length - 1)];
  const same = row?.querySelector(`button[value="${verb}-${at}"]`);
  (same ?? row?.querySelector("input") ?? document.querySelector(`#${PART} button[value=add]`))?.focus();
}

async function rearrange(button) {
  try {
    const page = await drawn(button.value);
    document.getElementById(PART).replaceWith(page.getElementById(PART));
    focusAfter(button.value);
  } catch {
    // Whatever is in the way, the page does it without script.
    form.requestSubmit(button);
  }
}

async function reread() {
  try {
    const page = await drawn("look");
    document.getElementById("chain-words").textContent = page.getElementById("chain-words").textContent;
  } catch {
    // The line is only a preview; the button shows it too.
  }
}

form?.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button) return;
  event.preventDefault();
  rearrange(button);
});

form?.addEventListener("input", (event) => {
  if (!event.target.closest(`#${PART}, .new-source`) && event.target.name !== "source_id") return;
  clearTimeout(waiting);
  waiting = setTimeout(reread, WAIT);
});
