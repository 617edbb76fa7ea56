// Takes the words selected in the article over into the form, with their place in the article.
import { readSelection } from "./quotes.js";

const AROUND = 32;
const article = document.getElementById("article");
const button = document.getElementById("log-words");
const form = document.getElementById("log");
const field = (name) => form.elements.namedItem(name);
const text = article ? [...article.textContent] : [];
const filled = {};

// Offsets count characters as the record does: code points, not UTF-16 units.
function offset(node, at) {
  const before = document.createRange();
  before.setStart(article, 0);
  before.setEnd(node, at);
  return [...before.toString()].length;
}

function selection() {
  const chosen = document.getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  if (!range.intersectsNode(article)) return null;
  const inside = clamped(range);
  return trimmed(offset(inside.startContainer, inside.startOffset), offset(inside.endContainer, inside.endOffset));
}

function clamped(range) {
  const whole = document.createRange();
  whole.selectNodeContents(article);
  const inside = range.cloneRange();
  if (inside.compareBoundaryPoints(Range.START_TO_START, whole) < 0) inside.setStart(article, 0);
  if (inside.compareBoundaryPoints(Range.END_TO_END, whole) > 0) inside.setEnd(whole.endContainer, whole.endOffset);
  return inside;
}

function trimmed(start, end) {
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  return start < end ? [start, end] : null;
}

function place([start, end]) {
  return {
    passage: text.slice(start, end).join(""),
    prefix: text.slice(Math.max(0, start - AROUND), start).join(""),
    suffix: text.slice(end, end + AROUND).join(""),
    start: String(start),
    end: String(end),
    ...readSelection(text, start, end),
  };
}

// What a person typed is replaced only when they agree.
const typed = (name) => field(name)?.value && field(name).value !== filled[name];

function take() {
  const chosen = selection();
  if (!chosen) return;
  const values = place(chosen);
  if (["quote", "passage"].some(typed) && !confirm(button.dataset.ask)) return;
  for (const [name, value] of Object.entries(values)) if (field(name)) field(name).value = filled[name] = value;
  button.hidden = true;
  form.dispatchEvent(new Event("change"));
  tell();
}

function tell() {
  document.getElementById("log-told").textContent = button.dataset.done;
  const next = ["speaker_name", "said"].map(field).find((each) => each && !each.value);
  (next ?? field("passage")).focus();
}

function show() {
  const chosen = selection();
  button.hidden = !chosen;
  if (!chosen) return;
  const box = document.getSelection().getRangeAt(0).getBoundingClientRect();
  const most = document.documentElement.clientWidth - button.offsetWidth - 12;
  button.style.top = `${box.bottom + scrollY + 6}px`;
  button.style.left = `${Math.min(Math.max(12, box.left + scrollX), most)}px`;
}

const isTyping = (element) => element.closest("input, textarea, select");
const keysAreOn = () => localStorage.getItem("gainsay:keys") !== "off";

if (article && button && form) {
  document.addEventListener("selectionchange", show);
  show(); // Words may have been selected before this script was there.
  // Pressing the button must not lose the selection that it is about.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", take);
  document.addEventListener("keydown", (event) => {
    const plain = event.key === "l" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || !keysAreOn() || isTyping(event.target) || !selection()) return;
    event.preventDefault();
    take();
  });
}

// A passage changed by hand no longer stands at the place it was taken from.
form?.addEventListener("input", (event) => {
  if (event.target.name !== "passage" || event.target.value === filled.passage) return;
  for (const name of ["prefix", "suffix", "start", "end"]) if (field(name)) field(name).value = "";
});

// Another speaker has another role: what was kept from the last one goes when the name changes.
const kept = form ? Object.fromEntries(["speaker_name", "role"].map((name) => [name, field(name)?.value])) : {};
field("speaker_name")?.addEventListener("input", (event) => {
  if (!kept.speaker_name || event.target.value === kept.speaker_name) return;
  if (field("role").value === kept.role) field("role").value = "";
  if (field("speaker_id")) field("speaker_id").value = "";
  field("speaker_kind").value = "person";
  field("speaker_plural").checked = false;
  kept.speaker_name = "";
});

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector('button[name=next][value="again"]'));
});
