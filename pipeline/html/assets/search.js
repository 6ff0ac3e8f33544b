// The search: words are found as a reader means them, in whatever width, case or kana they are written.
"use strict";

(() => {
  const MOST = 100; // entries shown
  const AROUND = 40; // characters of context on each side
  const MARKS = 3; // passages shown of one entry

  // As characters are compared: full-width as half-width, capitals as small, katakana as hiragana, and no blanks or dashes of
  // several kinds. Each keeps its place in the text, so that what was found can be marked there.
  const foldCharacter = (character) =>
    character
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
      .replace(/[‐‑‒–—―−－ｰ]/g, "-")
      .replace(/[\s　]/g, "");

  // Half-width kana and their marks are two characters that mean one.
  const CHARACTERS = /[\s\S][\u3099\u309a\uff9e\uff9f]|[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g;

  const fold = (text) => {
    let folded = "";
    const places = [];
    for (const { 0: character, index } of text.matchAll(CHARACTERS)) {
      for (const unit of foldCharacter(character)) {
        folded += unit;
        for (let at = 0; at < unit.length; at++) places.push([index, index + character.length]);
      }
    }
    return { text, folded, places };
  };

  const wordsOf = (asked) => asked.split(/[\s　]+/).map((word) => fold(word).folded).filter(Boolean);

  // The spans of a text in which words stand, in order, those that touch made one.
  const spansOf = (field, words) => {
    const spans = [];
    for (const word of words) {
      for (let at = field.folded.indexOf(word); at >= 0; at = field.folded.indexOf(word, at + word.length)) {
        spans.push([field.places[at][0], field.places[at + word.length - 1][1]]);
      }
    }
    spans.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const joined = [];
    for (const span of spans) {
      const last = joined.at(-1);
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else joined.push([...span]);
    }
    return joined;
  };

  let entries;
  const read = () => {
    entries ??= (globalThis.searchIndex ?? []).map((entry) => ({
      ...entry,
      head: fold([entry.number, entry.title].filter(Boolean).join("　")),
      body: fold(entry.text),
    }));
    return entries;
  };

  // Entries in which every word stands: those first whose titles have them all, then in the plan's own order.
  const find = (words) => {
    const found = read().filter(({ head, body }) =>
      words.every((word) => head.folded.includes(word) || body.folded.includes(word)));
    const named = ({ head }) => words.every((word) => head.folded.includes(word));
    return [...found.filter(named), ...found.filter((entry) => !named(entry))];
  };

  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content);
    return made;
  };

  // A text with what was found in it marked, from one place to another.
  const marked = (field, spans, from = 0, to = field.text.length) => {
    const parts = [];
    let at = from;
    for (const [begin, end] of spans) {
      if (end <= from || begin >= to) continue;
      parts.push(field.text.slice(at, begin), element("mark", "", field.text.slice(begin, end)));
      at = end;
    }
    parts.push(field.text.slice(at, to));
    return parts.filter((part) => part !== "");
  };

  // Where a text has nothing to mark, its beginning; else passages around what was found, none twice.
  const context = (field, spans) => {
    const whole = field.text.length;
    const parts = [];
    let shown = 0;
    for (const [begin, end] of spans.length ? spans.slice(0, MARKS) : [[0, AROUND]]) {
      if (parts.length && begin < shown) continue;
      const from = Math.max(shown, begin - AROUND);
      if (from > shown) parts.push("…");
      shown = Math.min(whole, end + AROUND);
      parts.push(...marked(field, spans, from, shown));
    }
    return shown < whole ? [...parts, "…"] : parts;
  };

  const item = (entry, words) => {
    const link = element("a", "", ...marked(entry.head, spansOf(entry.head, words)));
    link.href = entry.to;
    const parts = [element("p", "title", link)];
    if (entry.where) parts.push(element("p", "where", entry.where));
    parts.push(element("p", "context", ...context(entry.body, spansOf(entry.body, words))));
    return element("li", "", ...parts);
  };

  const said = (asked, count) => {
    if (!count) return `「${asked}」は見つかりませんでした。短い言葉や、別の言い方でお試しください。`;
    const rest = count > MOST ? `初めの${MOST}件を示します。` : "";
    return `「${asked}」が見つかった所は${count}件です。${rest}`;
  };

  const show = (asked, status, list) => {
    const words = wordsOf(asked);
    const found = words.length ? find(words) : [];
    status.textContent = words.length ? said(asked.trim(), found.length) : "";
    list.replaceChildren(...found.slice(0, MOST).map((entry) => item(entry, words)));
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.getElementById("検索");
    const status = document.getElementById("検索の結果");
    if (!form || !status) return;
    const input = form.querySelector("input");
    const list = element("ol", "found");
    status.after(list);
    const search = () => {
      show(input.value, status, list);
      const asked = input.value.trim();
      try {
        history.replaceState(null, "", asked ? `?q=${encodeURIComponent(asked)}` : location.pathname);
      } catch {
        // A browser may not let a page from a folder change its address.
      }
    };
    let waiting;
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 150);
    };
    input.addEventListener("input", (event) => {
      if (!event.isComposing) later();
    });
    input.addEventListener("compositionend", later);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      search();
    });
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    if (input.value) show(input.value, status, list);
  });
})();
