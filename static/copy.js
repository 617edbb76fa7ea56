// Buttons that copy a text as it stands, or as it looks; without script they stay hidden.
async function copy(shown) {
  const rich = "rich" in shown.dataset && globalThis.ClipboardItem;
  if (!rich) return navigator.clipboard.writeText(shown.textContent);
  const kinds = { "text/plain": shown.innerText, "text/html": shown.innerHTML };
  const parts = Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], { type: kind })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await copy(document.querySelector(button.dataset.copy));
    button.textContent = `✓ ${button.dataset.done}`;
    button.dispatchEvent(new CustomEvent("copied", { bubbles: true }));
    setTimeout(() => (button.textContent = label), 2500);
  });
}
