// Fills in what a bookmarklet or the extension brought of a page. It comes in the fragment of the
// address, or as a message from the extension in this very tab; on the way through the sign-in it
// waits in the tab. Whatever it says was written by others: it is cut, checked, and set as text. An
// address with a fragment can be made up by any page that links here: what it says of where it was
// read is believed where the browser itself says so too, or where it came from the extension.
import { ownAddress } from "./addresses.js";
import { readSelection } from "./quotes.js";

const MARK = "#brought=";
const WAITS = "gainsay:brought";
const WAITS_MS = 60 * 60 * 1000;
const MOST = { exact: 20000, around: 64, line: 1000, address: 2000, names: 20, text: 1000000 };
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const DAY = /^\d{4}(-\d\d(-\d\d)?)?$/;

const note = document.getElementById("brought");
const waits = document.getElementById("brought-waits");
const form = note?.closest("form");
const field = (name) => form.elements.namedItem(name);

// Text of at most so many characters; what is none, or longer where it must not be cut, is nothing.
const text = (told) => (typeof told === "string" ? told.toWellFormed().replace(CONTROLS, "") : "");
const line = (told) => text(told).replace(/\s+/g, " ").trim().slice(0, MOST.line);
const whole = (told, most) => (text(told).length > most ? "" : text(told));

function address(told) {
  if (!URL.canParse(whole(told, MOST.address))) return "";
  const found = new URL(told);
  [found.username, found.password] = ["", ""];
  return ["http:", "https:"].includes(found.protocol) ? found.href : "";
}

function checked(told) {
  if (told === null || typeof told !== "object") return null;
  const authors = Array.isArray(told.authors) ? told.authors.slice(0, MOST.names).map(line).filter(Boolean) : [];
  return {
    url: address(told.url),
    canonical: address(told.canonical),
    title: line(told.title),
    site: line(told.site),
    authors,
    published: DAY.test(told.published) ? told.published : "",
    exact: whole(told.exact, MOST.exact).trim(),
    prefix: whole(told.prefix, MOST.around),
    suffix: whole(told.suffix, MOST.around),
    text: whole(told.text, MOST.text).trim(),
    tooMuch: told.tooMuch === true || text(told.exact).length > MOST.exact,
    textLeftOut: told.textLeftOut === true || text(told.text).length > MOST.text,
  };
}

function decoded(fragment) {
  try {
    const bytes = atob(fragment.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0))));
  } catch {
    // A fragment that somebody cut or made up brings nothing.
    return null;
  }
}

// A browser names the page whose link or script opened this one, and no page can have it name another.
function isFrom(url) {
  return URL.canParse(document.referrer) && URL.canParse(url) && new URL(document.referrer).host === new URL(url).host;
}

function takeFragment(arrives) {
  if (!location.hash.startsWith(MARK)) return null;
  const told = decoded(location.hash.slice(MARK.length));
  history.replaceState(history.state, "", location.pathname + location.search);
  return told && { told, sure: arrives && isFrom(told.url) };
}

function leaveWaiting({ told, sure }) {
  const at = Date.now();
  try {
    sessionStorage.setItem(WAITS, JSON.stringify({ told, sure, at }));
    waits.dataset.with = told.text ? "text" : "words";
  } catch {
    // There is no room for a long text.
    const cut = { ...told, text: "", textLeftOut: true };
    sessionStorage.setItem(WAITS, JSON.stringify({ told: cut, sure, at }));
  }
  waits.hidden = false;
}

function waiting() {
  const kept = JSON.parse(sessionStorage.getItem(WAITS) ?? "null");
  return kept && Date.now() - kept.at < WAITS_MS ? kept : null;
}

function takeWaiting() {
  const brought = waiting();
  sessionStorage.removeItem(WAITS);
  return brought;
}

// Only what is empty is filled in.
function fill(name, value) {
  const control = field(name);
  if (!value || control.value === value) return;
  if (control.value) return tell("kept");
  control.value = value;
}

function tell(part, told = {}) {
  const place = note.querySelector(`[data-part="${part}"]`);
  for (const [name, value] of Object.entries(told)) place.querySelector(`[data-told="${name}"]`).textContent = value;
  place.hidden = false;
}

function fillWords(brought) {
  if (!brought.exact) return tell(brought.tooMuch ? "too-much" : "no-words");
  if (field("passage").value) return fill("passage", brought.exact);
  const [before, exact, after] = [brought.prefix, brought.exact, brought.suffix].map((each) => [...each]);
  const { form: kind, quote } = readSelection([...before, ...exact, ...after], before.length, before.length + exact.length);
  for (const name of ["prefix", "suffix"]) field(name).value = brought[name];
  fill("passage", brought.exact);
  fill("quote", quote);
  if (!field("form").value) field("form").value = kind;
}

function describe(brought) {
  fill("source_title", brought.title);
  fill("source_container_title", brought.site);
  fill("source_published", brought.published);
  fill("source_url", ownAddress(brought));
}

// Whose page was read is said beside what it is taken for: only a person can tell that one does not fit the other.
function choose({ id, title }) {
  const list = field("source_id");
  const value = String(id);
  if (![...list.options].some((one) => one.value === value)) list.add(new Option(title, value));
  list.value = value;
}

function match(source, { url }, sure) {
  if (field("source_id").value) return;
  const part = sure ? "known" : "offered";
  tell(part, { source: source.title, host: new URL(url).host });
  if (sure) return choose(source);
  document.getElementById("choose-known").onclick = () => {
    choose(source);
    form.dispatchEvent(new Event("change"));
  };
}

// Whether the source is known, and names in the order of a form; without an answer both stay as they came.
async function asked({ url, canonical, authors }) {
  const wanted = new URL(note.dataset.ask, location.href);
  if (url) wanted.searchParams.set("url", url);
  if (canonical) wanted.searchParams.set("canonical", canonical);
  for (const one of authors) wanted.searchParams.append("author", one);
  const answer = await fetch(wanted, { redirect: "error" });
  return answer.ok ? answer.json() : null;
}

async function show({ told, sure }) {
  const brought = checked(told);
  if (!brought) return;
  note.hidden = false;
  tell("page", { title: brought.title, address: brought.url });
  fillWords(brought);
  describe(brought);
  fillText(brought, sure);
  const answer = await asked(brought).catch(() => null);
  fill("source_authors", answer?.authors ?? brought.authors.join("; "));
  if (answer?.source) match(answer.source, brought, sure);
  note.dataset.filled = "yes";
  form.dispatchEvent(new Event("change"));
  for (const name of ["source_published", "said"]) field(name).dispatchEvent(new Event("input", { bubbles: true }));
}

function fillText(brought, sure) {
  if (brought.textLeftOut) tell("no-text");
  if (!brought.text || field("page_text").value) return;
  field("page_text").value = brought.text;
  field("keep_text").checked = sure;
  if (!sure) tell("unsure", { page: brought.url ? new URL(brought.url).host : "" });
  document.getElementById("page-text").hidden = false;
  note.querySelector('[data-part="no-text"]').hidden = true;
}

// A form takes what comes, the sign-in lets it wait; words selected in a capture need neither.
const take = form ? show : leaveWaiting;
// A page that takes nothing keeps nothing in its address, which the history of the browser remembers.
if (!form && !waits) takeFragment(false);
if (form || waits) {
  // After a wrong password it still waits.
  if (waits) waits.hidden = !waiting();
  const brought = takeFragment(true) ?? (form ? takeWaiting() : null);
  if (brought) take(brought);
  // A fragment may come after the page has: another tab of it was there already.
  addEventListener("hashchange", () => {
    const later = takeFragment(false);
    if (later) take(later);
  });
  addEventListener("message", ({ source, origin, data }) => {
    if (source === window && origin === location.origin && data?.gainsay) take({ told: data.gainsay, sure: true });
  });
}
