// The desk's address, and whether the extension may reach it.
const form = document.getElementById("options");
const told = document.getElementById("told");
const control = (name) => form.elements.namedItem(name);

// An address without its last slash, as the form's address begins; nothing for what is none.
function deskAddress(typed) {
  if (!URL.canParse(typed)) return "";
  const { protocol, origin, pathname } = new URL(typed);
  return ["http:", "https:"].includes(protocol) ? (origin + pathname).replace(/\/+$/, "") : "";
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
  if (!desk) return void (told.textContent = "This is no web address; it begins with https:// or http://.");
  // Asked for first: browsers let an extension ask only while the press is fresh.
  const mayReach = control("reach").checked && (await chrome.permissions.request(reached(desk)));
  if (!control("reach").checked) await chrome.permissions.remove(reached(desk));
  await chrome.storage.local.set({ desk });
  control("desk").value = desk;
  const without = control("reach").checked && !mayReach;
  control("reach").checked = mayReach;
  told.textContent = without ? "Saved. Very long texts stay out: the browser did not allow it." : "Saved.";
});

show();
