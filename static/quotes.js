// Which words of an article stand in quotation marks. Works on arrays of characters (code points).
const CLOSING = { "“": "”", "„": "“", "«": "»", "‹": "›", "‘": "’", '"': '"' };
const isLetter = (character) => /[\p{L}\p{N}]/u.test(character ?? "");

// An apostrophe looks like a closing single mark: a mark closes only where no letter follows.
function closes(text, at, mark) {
  return text[at] === mark && !(mark === "’" && isLetter(text[at + 1]));
}

// A straight mark that follows a letter cannot open; an article's "5" tall" is then no quotation.
function opens(text, at) {
  return text[at] in CLOSING && !(text[at] === '"' && isLetter(text[at - 1]));
}

// The quoted runs as [start, end], marks excluded. A run ends with its paragraph.
export function quotedRuns(text) {
  const runs = [];
  for (let at = 0, start = -1, mark = null; at <= text.length; at++) {
    const over = at === text.length || text[at] === "\n";
    if (mark === null && !over && opens(text, at)) [start, mark] = [at + 1, CLOSING[text[at]]];
    else if (mark !== null && (over || closes(text, at, mark))) {
      if (!over || mark === "”") runs.push([start, at]);
      mark = null;
    }
  }
  return runs;
}

// The comma before a closing mark is the article's, not the speaker's.
const words = (text, [start, end]) => text.slice(start, end).join("").trim().replace(/,$/, "");

// The form of a selection and its quoted words: direct, mixed or indirect.
export function readSelection(text, start, end) {
  const runs = quotedRuns(text)
    .map(([from, to]) => [Math.max(start, from), Math.min(end, to)])
    .filter(([from, to]) => from < to);
  if (runs.length === 0) return { form: "indirect", quote: "" };
  const quote = runs.map((run) => words(text, run)).join(" […] ");
  return { form: isQuotation(text, start, end, runs) ? "direct" : "mixed", quote };
}

// “We have not ceded any ground,” Mattis said: the words around a quotation only say whose it is.
// A fragment that the source's own sentence leads into, or a “that” between two, is a paraphrase.
function isQuotation(text, start, end, runs) {
  const count = (from, to) => text.slice(from, to).join("").split(/\s+/).filter(Boolean).length;
  const quoted = runs.reduce((sum, [from, to]) => sum + count(from, to), 0);
  const [first] = runs[0];
  const leadsIn = count(start, first - 1) > 0 && /\p{Ll}/u.test(text[first]);
  const between = runs.slice(1).map(([from], at) => text.slice(runs[at][1], from).join("")).join(" ");
  return 2 * quoted >= count(start, end) && !leadsIn && !/\bthat\b/i.test(between);
}
