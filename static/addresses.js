// Which address of a page is believed; desk/same_works.py says the same, and one table tests both.
const site = (told) => new URL(told).hostname.replace(/^(www|m|mobile|amp)\.(?=[^.]+\.)/, "");
const isFront = (told) => new URL(told).pathname === "/";

// The address that a page calls its own is taken where it is one of the same site, and not its front page:
// else any page could pass for another's.
export function ownAddress({ url, canonical }) {
  if (!url || !canonical || site(url) !== site(canonical)) return url;
  return isFront(canonical) && !isFront(url) ? url : canonical;
}
