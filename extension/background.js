// Reads the page in front of the reader when they ask for it, and opens the desk's form with what was
// read. Chromium runs this as a service worker; Firefox loads fragment.js beside it by itself.
if (typeof importScripts === "function") importScripts("fragment.js");

const MENU = "log";

chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.create({ id: MENU, title: "Bring to Gainsay", contexts: ["page", "selection"] });
});
chrome.contextMenus.onClicked.addListener((_asked, tab) => capture(tab));
chrome.action.onClicked.addListener((tab) => capture(tab));

async function capture(tab) {
  const { desk } = await chrome.storage.local.get("desk");
  if (!desk) return chrome.tabs.create({ url: chrome.runtime.getURL("options.html") });
  if (tab.url?.startsWith(`${desk}/`)) return refuse(tab.id, "This is a page of your desk itself: nothing is brought from it.");
  const brought = await readIn(tab.id);
  if (!brought) return refuse(tab.id, "This page cannot be read; bring it to the desk as an article.");
  const hands = await mayReach(desk);
  const there = await chrome.tabs.create({ url: hands ? formPage(desk) : formAddress(desk, brought), index: tab.index + 1 });
  if (hands) await leave(there.id, { desk, brought });
}

async function readIn(tabId) {
  try {
    const [read] = await chrome.scripting.executeScript({ target: { tabId }, files: ["page.js"] });
    return read.result;
  } catch (error) {
    // Pages of the browser itself and its store are closed to every extension.
    console.warn(error.message);
    return null;
  }
}

async function refuse(tabId, title) {
  await chrome.action.setBadgeText({ tabId, text: "!" });
  await chrome.action.setTitle({ tabId, title });
}

const waiting = (tabId) => `for tab ${tabId}`;

// If the extension may reach the desk, what was read is handed to the tab of the desk once it is there:
// a text may be longer then than an address, and the form knows that no page made it up. On the way
// through the sign-in the page keeps it.
async function leave(tabId, told) {
  await chrome.storage.session.set({ [waiting(tabId)]: told });
  // It may have been there already.
  const { status } = await chrome.tabs.get(tabId);
  if (status === "complete") await hand(tabId);
}

async function hand(tabId) {
  const key = waiting(tabId);
  const { desk, brought } = (await chrome.storage.session.get(key))[key] ?? {};
  if (!brought) return;
  const args = [brought, new URL(desk).origin];
  const [handed] = await chrome.scripting.executeScript({ target: { tabId }, func: handOver, args });
  if (handed.result) await chrome.storage.session.remove(key);
}

chrome.tabs.onUpdated.addListener((tabId, { status }) => {
  if (status === "complete") hand(tabId);
});
chrome.tabs.onRemoved.addListener((tabId) => chrome.storage.session.remove(waiting(tabId)));

function mayReach(desk) {
  const { protocol, hostname } = new URL(desk);
  return chrome.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

// Runs in the tab: nothing is told to a page that is not the desk's.
function handOver(brought, origin) {
  if (location.origin !== origin) return false;
  postMessage({ gainsay: brought }, origin);
  return true;
}
