// The desk's address, and whether the extension may reach it.
const form = document.getElementById("options");
const told = document.getElementById("told");
const control = (name) => form.elements.namedItem(name);

// The first parts of addresses of the desk's own pages: what stands before them is where the desk is.
const PAGES = /\/+(account|accounts|api|basket|bootstrap|captures|citations|comment|dates|demo|exports|feeds|healthz|imports|join|links|metrics|notices|queue|reading|readyz|redactions|remarks|reports|reviews|sets|settings|shared|sign-in|sign-out|sources|speakers|statements|static|topics|watching)(\/.*)?$/;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])(?=[:/]|$)/i;
const ANSWER_MS = 5000;

// An address as somebody types it, with what it begins with where they left that out.
function whole(typed) {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(typed)) return typed;
  return (LOOPBACK.test(typed) ? "http://" : "https://") + typed;
}

// Where the desk is, without a last slash, as the form's address begins; nothing for what is no address.
function deskAddress(typed) {
  const address = whole(typed);
  if (!URL.canParse(address)) return "";
  const { protocol, username, hostname, origin, pathname } = new URL(address);
  // Browsers take a blank in a name, and write it as %20.
  if (!["http:", "https:"].includes(protocol) || username || hostname.includes("%")) return "";
  return origin + pathname.replace(PAGES, "").replace(/\/+$/, "");
}

// Whether a desk is there: its icon may be looked at from everywhere, what it says may not.
async function answers(desk) {
  const icon = new Image();
  icon.src = `${desk}/static/icon.svg?${Date.now()}`;
  const late = new Promise((_known, reject) => setTimeout(reject, ANSWER_MS));
  return Promise.race([icon.decode(), late]).then(() => true, () => false);
}

function reached(desk) {
  const { protocol, hostname } = new URL(desk);
  return { origins: [`${protocol}//${hostname}/*`] };
}

async function show() {
  const { desk = "" } = await chrome.storage.local.get("desk");
  // Somebody may have begun to type before this was known.
  control("desk").value ||= desk;
  control("reach").checked ||= desk !== "" && (await chrome.permissions.contains(reached(desk)));
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const desk = deskAddress(control("desk").value.trim());
  if (!desk) return void (told.textContent = "This is no address of a desk, and was not saved. One looks like https://desk.example");
  // Asked for first: browsers let an extension ask only while the press is fresh.
  const mayReach = control("reach").checked && (await chrome.permissions.request(reached(desk)));
  if (!control("reach").checked) await chrome.permissions.remove(reached(desk));
  await chrome.storage.local.set({ desk });
  control("desk").value = desk;
  const without = control("reach").checked && !mayReach;
  control("reach").checked = mayReach;
  const saved = without ? "Saved. Very long texts stay out: the browser did not allow it." : "Saved.";
  told.textContent = `Asking ${desk} …`;
  told.textContent = (await answers(desk)) ? saved : `${saved} But no desk answers at ${desk}: look whether that is its address.`;
});

show();
