// Reads the page in front of the reader: the selected words with what stands around them, what the
// page says of itself, and its text. One expression, whose value is what was read: the bookmarklet
// and the extension both run this very file. Nothing is sent from here.
(() => {
  const MOST = { text: 1000000, exact: 20000, line: 1000, names: 20, scripts: 20, around: 32 };
  const UNREAD = "script, style, noscript, template, svg, iframe, object, canvas, audio, video, select, textarea, button, nav";
  const ROOTS = "article, main, [role=main]";
  const WORK = /Article|Posting|Report|Interview|PressRelease|WebPage/;
  const DAY = /^\d{4}(?:[-/](?:0[1-9]|1[0-2])(?:[-/](?:0[1-9]|[12]\d|3[01]))?)?(?!\d)/;

  const line = (told) => (typeof told === "string" ? told.replace(/\s+/g, " ").trim().slice(0, MOST.line) : "");
  const first = (...told) => told.map(line).find(Boolean) ?? "";
  const list = (told) => (Array.isArray(told) ? told : told == null ? [] : [told]);

  const selection = getSelection();
  const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const held = range?.commonAncestorContainer;
  const selected = held?.nodeType === Node.ELEMENT_NODE ? held : held?.parentElement;
  const roots = document.querySelectorAll(ROOTS);
  // Of a page with many articles, as a list of them is, none is the page's unless words in it are selected.
  const root = selected?.closest(ROOTS) ?? (roots.length === 1 && !range ? roots[0] : document.body);

  // White space is written before the next word only, so that nothing is ever taken back from what may
  // be very many parts.
  const GAPS = ["", " ", "\n", "\n\n"];
  const parts = [];
  let length = 0, gap = "", from = -1, to = -1;
  const widen = (wanted) => {
    if (GAPS.indexOf(wanted) > GAPS.indexOf(gap)) gap = wanted;
  };
  const write = (piece) => {
    parts.push(piece);
    length += piece.length;
  };
  const space = (white) => widen(white.includes("\n") ? "\n" : white && " ");
  const part = (raw, isKept, isSelected) => {
    const told = isKept ? raw : raw.replace(/\s+/g, " ");
    const inner = told.trim();
    space(told.slice(0, told.length - told.trimStart().length));
    if (!inner) return;
    if (length) write(gap);
    gap = "";
    if (isSelected && from < 0) from = length;
    write(inner);
    if (isSelected) to = length;
    space(told.slice(told.trimEnd().length));
  };
  const words = (node, isKept) => {
    const most = node.data.length;
    const begin = !range?.intersectsNode(node) ? most : node === range.startContainer ? range.startOffset : 0;
    const end = node === range?.endContainer ? range.endOffset : most;
    part(node.data.slice(0, begin), isKept, false);
    part(node.data.slice(begin, Math.max(begin, end)), isKept, true);
    part(node.data.slice(Math.max(begin, end)), isKept, false);
  };
  const read = (element) => {
    if (element.matches(UNREAD)) return;
    const style = getComputedStyle(element);
    if (style.display === "none") return;
    const isBlock = !/^(inline|contents|ruby)/.test(style.display), isKept = /^(pre|break)/.test(style.whiteSpace);
    if (element.localName === "br") widen(gap === "\n" ? "\n\n" : "\n");
    if (isBlock) widen("\n\n");
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && style.visibility === "visible") words(node, isKept);
      else if (node.nodeType === Node.ELEMENT_NODE) read(node);
    }
    if (isBlock) widen("\n\n");
  };
  if (root) read(root);
  const text = parts.join("");

  const place = () => {
    if (!range) return {};
    // Words in a part that is not read, such as a menu, are brought without what stands around them.
    if (from < 0) return { exact: selection.toString().replace(/\r\n?/g, "\n").trim() };
    const prefix = text.slice(Math.max(0, from - MOST.around), from);
    return { exact: text.slice(from, to), prefix, suffix: text.slice(to, to + MOST.around) };
  };

  const met = (...names) => {
    for (const name of names) {
      for (const one of document.querySelectorAll("meta[content]")) {
        const called = one.getAttribute("property") ?? one.getAttribute("name") ?? one.getAttribute("itemprop");
        if (called?.toLowerCase() === name && line(one.content)) return line(one.content);
      }
    }
    return "";
  };
  const every = (selector, name) => [...document.querySelectorAll(selector)].map((one) => line(one.getAttribute(name)));

  const objects = (told, depth = 0) => {
    if (depth > 4 || told === null || typeof told !== "object") return [];
    if (Array.isArray(told)) return told.flatMap((one) => objects(one, depth + 1));
    return [told, ...objects(told["@graph"], depth + 1)];
  };
  const described = () => {
    const found = [];
    for (const one of [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, MOST.scripts)) {
      try {
        found.push(...objects(JSON.parse(one.textContent)));
      } catch {
        // What is not JSON describes nothing; the rest of the page may.
        continue;
      }
    }
    const works = found.filter((one) => list(one["@type"]).some((kind) => WORK.test(kind)));
    return works.find((one) => one.headline && one.author) ?? works.find((one) => one.headline) ?? works[0] ?? {};
  };
  const work = described();
  const named = (one) => {
    if (one === null || typeof one !== "object") return line(one);
    const family = line(one.familyName), given = line(one.givenName);
    return family && given ? `${family}, ${given}` : line(one.name);
  };

  // “Ann Roe and Bob Poe” are two, “Roe, Ann” is one.
  const people = (byline) => {
    const told = byline.replace(/^by\s+/i, "");
    const parts = told.split(/\s*(?:,|;|&|\s+and\s+)\s*/).filter(Boolean);
    return parts.length > 1 && parts.every((one) => one.includes(" ")) ? parts : told ? [told] : [];
  };
  const authors = () => {
    const told = list(work.author).map(named).filter(Boolean);
    if (told.length) return told;
    const cited = every('meta[name="citation_author" i]', "content").filter(Boolean);
    if (cited.length) return cited;
    const byline = met("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator");
    if (byline && !/^https?:/i.test(byline)) return people(byline);
    const signed = root?.querySelector('[itemprop~="author"] [itemprop~="name"], [itemprop~="author"], [rel~="author"]');
    return people(line(signed?.textContent));
  };

  const day = (told) => line(told).match(DAY)?.[0].replaceAll("/", "-");
  const published = () => {
    const told = [met("article:published_time"), work.datePublished, met("citation_publication_date", "citation_date")];
    told.push(met("datepublished", "parsely-pub-date", "dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date"));
    told.push(met("pubdate", "publish-date", "publication_date", "date"));
    for (const marked of ['time[itemprop~="datePublished"], time[pubdate]', "time"]) {
      told.push((root ?? document).querySelector(`:is(${marked})[datetime]`)?.getAttribute("datetime"));
    }
    return told.map(day).find(Boolean) ?? "";
  };
  const address = (told) => {
    try {
      const found = new URL(told, document.baseURI);
      return /^https?:$/.test(found.protocol) ? found.href : "";
    } catch {
      // No address at all.
      return "";
    }
  };

  // “Bridge stays shut - City News” is called “Bridge stays shut”: the site has a field of its own.
  const unsigned = (title, site) => {
    if (!site || title.slice(-site.length).toLowerCase() !== site.toLowerCase()) return title;
    const rest = title.slice(0, -site.length);
    return /\S\s+[-–—|·•»]\s+$/.test(rest) ? rest.replace(/\s+\S\s+$/, "") : title;
  };
  const site = first(met("og:site_name"), list(work.publisher).map(named)[0], met("citation_journal_title", "application-name"));

  const canonical = document.querySelector('link[rel~="canonical" i][href]')?.getAttribute("href") || met("og:url");
  const found = place();
  return {
    url: address(location.href.replace(/#(?![!/]).*$/, "")),
    canonical: canonical ? address(canonical) : "",
    title: unsigned(first(work.headline, met("og:title", "citation_title"), document.title), site),
    site,
    authors: authors().slice(0, MOST.names),
    published: published(),
    ...(found.exact?.length > MOST.exact ? { tooMuch: true } : found),
    text: text.length > MOST.text ? "" : text,
  };
})()
