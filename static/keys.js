// Single keys for the desk; none of them works while somebody is typing.
const REMEMBERED = "gainsay:keys";
const help = document.getElementById("help");
const on = document.getElementById("keys-on");

const isTyping = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => document.activeElement?.closest("[data-row]");
const isVisible = (element) => element.getClientRects().length > 0;

function enabled() {
  return localStorage.getItem(REMEMBERED) !== "off";
}

function move(step) {
  const all = rows();
  const next = all[all.indexOf(current()) + step] ?? (current() ? null : all[0]);
  if (next) settle(next);
}

function settle(next) {
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

// A row's own button first, so that "a" never accepts what is not in focus.
function press(key) {
  const row = current();
  const target = row?.querySelector(`[data-key="${key}"]`) ?? document.querySelector(`.top [data-key="${key}"]`);
  if (target && isVisible(target)) act(target);
}

function act(target) {
  if (target.matches("input")) return target.select(), target.focus();
  const details = target.matches("summary") ? target.parentElement : null;
  // One that is for writing stays open when it is asked for again.
  if (!details?.open) target.click();
  const fields = details?.querySelectorAll("input:not([type=hidden]), textarea") ?? [];
  [...fields].find(isVisible)?.focus();
}

function search() {
  const field = document.querySelector('.top [data-key="/"]');
  if (field && !isVisible(field)) document.getElementById("menu")?.showPopover?.();
  press("/");
}

// A row that stands alone on its page leads on to the next by a link of its own.
function step(key, by) {
  const link = document.querySelector(`[data-row] [data-key="${key}"]`);
  if (link) act(link);
  else move(by);
}

const DEEDS = { j: () => step("j", 1), k: () => step("k", -1), "/": search, "?": () => help?.showModal() };

document.addEventListener("keydown", (event) => {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  // A key that is held down never decides the row that comes next.
  const held = event.repeat && !/^[jk]$/.test(event.key);
  if (held || modified || event.isComposing || isTyping(event.target) || !enabled()) return;
  if (document.querySelector("dialog[open]") || !/^[jknoaer/?]$/.test(event.key)) return;
  event.preventDefault();
  (DEEDS[event.key] ?? (() => press(event.key)))();
});

// After a deed the address names the row that took the place of the one that is gone.
const place = enabled() && location.hash.startsWith("#row-") && document.getElementById(location.hash.slice(1));
if (place) settle(place);

document.querySelector("[data-help]")?.removeAttribute("hidden");
document.querySelector("[data-help]")?.addEventListener("click", () => help.showModal());
if (on) {
  on.checked = enabled();
  on.addEventListener("change", () => localStorage.setItem(REMEMBERED, on.checked ? "on" : "off"));
}
