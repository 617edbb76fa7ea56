// Shows how a date is understood while it is typed; what was shown is sent along with it.
const PAUSE_MS = 250;
const fields = [...document.querySelectorAll("input[data-date]")];

const shownOf = (field) => document.getElementById(`${field.id}-shown`);
const against = (field) => (field.dataset.against ?? "").split(" ").filter(Boolean);

function address(field) {
  const asked = new URL(field.dataset.date, location.href);
  asked.searchParams.set("text", field.value);
  for (const name of against(field)) {
    const value = field.form.elements.namedItem(name)?.value;
    if (value) asked.searchParams.set(name, value);
  }
  return asked;
}

function made(tag, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

function single(field, choice, told) {
  const arrow = made("span", { ariaHidden: "true" }, "→");
  const parts = [arrow, ` ${choice.words} `];
  if (told.note) parts.push(made("span", { className: "muted" }, `· ${told.note}`));
  if (told.asks) parts.push(made("input", { type: "hidden", name: `${field.name}_read`, value: choice.edtf }));
  return parts;
}

function several(field, told, chosen) {
  const options = told.choices.map((choice, at) => {
    const id = `${field.id}-read-${at}`;
    const radio = made("input", { type: "radio", id, name: `${field.name}_read`, value: choice.edtf });
    radio.checked = choice.edtf === chosen;
    return made("span", {}, radio, made("label", { htmlFor: id }, choice.words));
  });
  return [made("fieldset", {}, made("legend", {}, told.note), made("div", { className: "seg" }, ...options))];
}

// What was chosen outlives the question that is being asked.
const picked = new WeakMap();
const pickedIn = (place) => place.querySelector("input:checked, input[type=hidden]")?.value;

function clear(field) {
  const place = shownOf(field);
  picked.set(field, pickedIn(place) ?? picked.get(field));
  place.replaceChildren();
}

function show(field, told) {
  const place = shownOf(field);
  const chosen = pickedIn(place) ?? picked.get(field);
  const [only, another] = told.choices;
  if (told.fault) place.replaceChildren(made("span", { className: "muted" }, told.fault));
  else if (another) place.replaceChildren(...several(field, told, chosen));
  else place.replaceChildren(...(only ? single(field, only, told) : []));
}

// The answer to an older question never overwrites that to a newer one.
const asking = new WeakMap();

async function ask(field) {
  asking.get(field)?.abort();
  const question = new AbortController();
  asking.set(field, question);
  if (!field.value.trim()) return show(field, { choices: [] });
  try {
    const answer = await fetch(address(field), { signal: question.signal, headers: { Accept: "application/json" } });
    if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) show(field, await answer.json());
  } catch (error) {
    // Without an answer the page asks when the form is sent.
    if (error.name !== "AbortError") show(field, { choices: [] });
  }
}

const waiting = new WeakMap();
function soon(field) {
  clearTimeout(waiting.get(field));
  asking.get(field)?.abort();
  clear(field);
  waiting.set(field, setTimeout(() => ask(field), PAUSE_MS));
}

for (const field of fields) {
  if (!shownOf(field)) continue;
  field.addEventListener("input", () => soon(field));
  // Something may have been typed before this script was there.
  if (field.value !== field.defaultValue) soon(field);
  field.form?.addEventListener("change", (event) => {
    if (against(field).includes(event.target.name) && field.value) soon(field);
  });
}
