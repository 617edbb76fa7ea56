// Buttons that copy a text as it stands; without script they stay hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent);
    button.textContent = `✓ ${button.dataset.done}`;
    setTimeout(() => (button.textContent = label), 2500);
  });
}
