// Looks every second how far long work is, and shows its result once it is over.
const SECOND = 1000;

// A table that tells the same in full is brought up to date where a row has changed.
function follow(page) {
  const news = page.querySelectorAll("[data-progress-too] tbody tr");
  document.querySelectorAll("[data-progress-too] tbody tr").forEach((row, at) => {
    if (news[at] && !row.isEqualNode(news[at])) row.replaceWith(news[at]);
  });
}

async function look() {
  const box = document.querySelector("[data-progress]");
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-progress]");
    if (!now) return location.reload();
    for (const part of ["p", "progress"]) box.querySelector(part).replaceWith(now.querySelector(part));
    follow(page);
  } catch {
    // The server is away for a moment; it is asked again.
  }
  setTimeout(look, SECOND);
}

setTimeout(look, SECOND);
