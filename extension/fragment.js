// The address of the form in which a statement is logged, with what was brought in its fragment: a
// browser sends a fragment nowhere, and the desk's pages keep no tie to whoever opened them (COOP), so
// that no message or name of a window gets there. A text too long for an address of every browser
// stays out, and the form says so.
const LONGEST_FRAGMENT = 400000;

function encoded(brought) {
  let bytes = "";
  for (const byte of new TextEncoder().encode(JSON.stringify(brought))) bytes += String.fromCharCode(byte);
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const formPage = (desk) => `${desk}/statements/new`;

function formAddress(desk, brought) {
  let told = encoded(brought);
  if (told.length > LONGEST_FRAGMENT) told = encoded({ ...brought, text: "", textLeftOut: true });
  return `${formPage(desk)}#brought=${told}`;
}
