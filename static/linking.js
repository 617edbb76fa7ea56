// Takes words that are selected in one of two statements into the form; shows where the two differ.
const cards = document.querySelector("[data-marks]");
const button = document.getElementById("mark-words");
const told = document.getElementById("mark-told");
const FIELDS = ["words", "to_words"];
const TEXTS = ".said p, .indirect > p, .quoted bdi";
const marks = globalThis.Highlight ? new Map() : null;

// The part of the selection that stands in one text of one card, and the field it is for.
function chosen() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  for (const [place, card] of [...cards.querySelectorAll(".slip")].entries()) {
    const text = [...card.querySelectorAll(TEXTS)].find((one) => range.intersectsNode(one));
    const inside = text && clamped(range, text);
    const words = inside ? bare(inside.toString()) : "";
    if (words) return { words, range: inside, field: document.getElementById(FIELDS[place]) };
  }
  return null;
}

function clamped(range, text) {
  const whole = document.createRange();
  whole.selectNodeContents(text);
  const inside = range.cloneRange();
  if (inside.compareBoundaryPoints(Range.START_TO_START, whole) < 0) inside.setStart(text, 0);
  if (inside.compareBoundaryPoints(Range.END_TO_END, whole) > 0) inside.setEnd(whole.endContainer, whole.endOffset);
  return inside;
}

// The quotation marks around a quote are the page's; a field of one line has no line breaks.
const bare = (text) => text.replace(/\s+/g, " ").replace(/^[\s“”]+|[\s“”]+$/g, "");

function show() {
  const found = chosen();
  button.hidden = !found;
  if (!found) return;
  const box = found.range.getBoundingClientRect();
  const most = document.documentElement.clientWidth - button.offsetWidth - 12;
  button.style.top = `${box.bottom + scrollY + 6}px`;
  button.style.left = `${Math.min(Math.max(12, box.left + scrollX), most)}px`;
}

function take() {
  const found = chosen();
  if (!found?.field) return;
  found.field.value = found.words;
  marks?.set(found.field.id, found.range.cloneRange());
  if (marks) CSS.highlights.set("words", new Highlight(...marks.values()));
  button.hidden = true;
  document.getSelection().removeAllRanges();
  told.textContent = `${button.dataset.done} ${found.words}`;
}

const isTyping = (element) => element.closest("input:not([type=radio], [type=checkbox]), textarea, select");
const keysAreOn = () => localStorage.getItem("gainsay:keys") !== "off";

if (cards && button) {
  document.addEventListener("selectionchange", show);
  show(); // Words may have been selected before this script was there.
  // Pressing the button must not lose the selection that it is about.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", take);
  document.addEventListener("keydown", (event) => {
    const plain = event.key === "m" && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || !keysAreOn() || isTyping(event.target) || !chosen()) return;
    event.preventDefault();
    take();
  });
  for (const id of FIELDS) {
    document.getElementById(id)?.addEventListener("input", () => {
      if (marks?.delete(id)) CSS.highlights.set("words", new Highlight(...marks.values()));
    });
  }
}

// At once where there is a script: what is typed below stays.
const differ = document.querySelector("[data-differ]");
differ?.addEventListener("click", (event) => {
  event.preventDefault();
  cards.classList.toggle("differing");
  [differ.textContent, differ.dataset.other] = [differ.dataset.other, differ.textContent];
});
