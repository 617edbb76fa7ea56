// Looks every second how far long work is, and shows its result once it is over.
const SECOND = 1000;

async function look() {
  const box = document.querySelector("[data-progress]");
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-progress]");
    if (!now) return location.reload();
    for (const part of ["p", "progress"]) box.querySelector(part).replaceWith(now.querySelector(part));
  } catch {
    // The server is away for a moment; it is asked again.
  }
  setTimeout(look, SECOND);
}

setTimeout(look, SECOND);
