// The edition's page in its frame: kept up to date block by block, with marks at what differs, and with the places of its paragraphs.

const [SEARCH, SEARCHED] = ["search.html", "search-index.js"];
const HELD = "a, button, summary, input, select, textarea, label";

export class PageView {
  // `tell` hears of `place` (file:line), `page` (another one is shown) and `lost` (the page is gone).
  constructor(frame, tell) {
    this.frame = frame;
    this.tell = tell;
    this.name = "";
    this.version = -1;
    this.shell = -1;
    this.known = new Map(); // what the server sent of each block, by id
    this.served = null; // the page around them, as it came
    this.marks = [];
    this.turn = Promise.resolve(); // one change after another
    frame.addEventListener("load", () => this.loaded());
  }

  get document() {
    return this.frame.contentDocument;
  }

  open(name, block = "", at = "") {
    this.after = { block, at };
    if (name === this.name && this.document?.querySelector("meta[name=preview]")) {
      this.goTo(block, at);
      this.after = null;
    } else {
      this.frame.src = `edition/${name}`;
    }
  }

  loaded() {
    const about = this.document?.querySelector("meta[name=preview]");
    if (!about) {
      if (this.frame.hasAttribute("src")) this.tell.lost();
      return;
    }
    this.name = about.dataset.page;
    this.version = Number(about.dataset.version);
    this.shell = Number(about.dataset.shell);
    this.known = new Map();
    this.served = null;
    const link = this.document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: "../own/marks.css" });
    link.dataset.preview = "";
    this.document.head.append(link);
    this.document.addEventListener("click", (event) => this.clicked(event));
    this.document.addEventListener("keydown", (event) => {
      if (event.key === "F2") this.tellFirst();
    });
    this.showMarks();
    this.tell.page(this.name, this.document.title);
    if (this.after) this.goTo(this.after.block, this.after.at);
    this.after = null;
    this.soon(async () => {
      this.served = await parsed(this.name);
      await this.resync();
    });
  }

  soon(work) {
    this.turn = this.turn.then(work).catch((error) => {
      console.error(error);
      this.lost = true;
      return this.resync();
    });
    return this.turn;
  }

  // An update of all pages: the steps for this one, if it was up to date until then; else all of its blocks.
  update({ version, since, shell, operations, files }) {
    return this.soon(async () => {
      if (!this.name) return;
      for (const name of files) this.refresh(name, version);
      if (this.version === since && this.known.size) {
        this.keepingPlace(() => {
          for (const step of operations[this.name] ?? []) this.step(step);
        });
        this.version = version;
      } else if (this.version < version) {
        await this.resync();
      }
      if (shell !== this.shell) await this.followShell(shell);
      this.showMarks();
    });
  }

  // One step (operations.py): blocks keep their elements wherever they say the same, or something else in the same place.
  step({ step, id, new: name, markup, after, places }) {
    const there = this.element(id);
    if (step === "remove") {
      there?.remove();
      this.known.delete(id);
    } else if (step === "insert") {
      this.put(this.document.importNode(element(markup), true), after);
      this.known.set(name, markup);
    } else if (step === "move") {
      this.put(there, after);
    } else {
      const before = this.known.get(id);
      const now = step === "places" ? withPlaces(before, places) : markup;
      follow(there, element(before), element(now));
      this.known.delete(id);
      this.known.set(name, now);
    }
  }

  put(block, after) {
    const before = after && this.element(after);
    if (before) before.after(block);
    else this.main().prepend(block);
  }

  // Everything on the page as it is now: where something was missed, and at the beginning.
  async resync() {
    const answer = await fetch(`blocks/${this.name}`);
    if (answer.status === 404) {
      this.tell.lost();
      return;
    }
    const { version, blocks } = await answer.json();
    if (version !== this.version || this.lost) {
      if (this.lost) this.known.clear();
      this.lost = false;
      const there = new Map(this.blocks().map((each) => [each.dataset.block, each]));
      this.keepingPlace(() => {
        const now = blocks.map(([id, markup]) => this.brought(there.get(id), id, markup));
        for (const each of there.values()) if (!now.includes(each)) each.remove();
        now.forEach((each, at) => {
          if (at ? each.previousElementSibling !== now[at - 1] : each !== this.blocks()[0]) this.put(each, at ? blocks[at - 1][0] : "");
        });
      });
    }
    this.known = new Map(blocks);
    this.version = version;
  }

  // A file beside the pages is another one now: pictures and styles are fetched anew, for a script the page is.
  refresh(name, version) {
    if (name === SEARCHED && this.name !== SEARCH) return; // it is read when something is looked for
    for (const each of this.document.querySelectorAll("[src], [href]")) {
      const attribute = each.hasAttribute("src") ? "src" : "href";
      if (each.getAttribute(attribute).split("?")[0] !== name) continue;
      if (each.localName === "script") this.document.defaultView.location.reload();
      else each.setAttribute(attribute, `${name}?${version}`);
    }
  }

  // The block that is on the page, as it is to be; a new one where it is not, or where nobody knows what it was.
  brought(there, id, markup) {
    const fresh = element(markup);
    if (!there || !this.known.has(id)) return this.document.importNode(fresh, true);
    follow(there, element(this.known.get(id)), fresh);
    return this.element(id);
  }

  // Contents, title and what else stands around the blocks: what the page's own scripts have done to it stays.
  async followShell(shell) {
    const now = await parsed(this.name);
    if (!now) {
      this.tell.lost();
      return;
    }
    if (this.served) follow(this.document.documentElement, this.served.documentElement, now.documentElement);
    this.served = now;
    this.shell = shell;
    this.tell.page(this.name, this.document.title);
  }

  main() {
    return this.document.querySelector("main") ?? this.document.body;
  }

  blocks() {
    return [...this.document.querySelectorAll("[data-block]")];
  }

  element(id) {
    return this.document.querySelector(`[data-block="${CSS.escape(id)}"]`);
  }

  // What the reader looks at stays where it is on the screen, whatever changes above it.
  keepingPlace(change) {
    const top = this.blocks().find((each) => each.getBoundingClientRect().bottom > 0);
    const was = top?.getBoundingClientRect().top;
    const scrolled = this.document.defaultView.scrollY;
    change();
    if (!scrolled || !top) return;
    const still = top.isConnected ? top : this.element(top.dataset.block);
    if (still) this.document.defaultView.scrollBy({ top: still.getBoundingClientRect().top - was, behavior: "instant" });
  }

  goTo(block, at) {
    const there = (at && this.document.querySelector(`[data-at="${CSS.escape(at)}"]`)) || (block && this.element(block));
    if (!there) return;
    for (let around = there.closest("details:not([open])"); around; around = around.parentElement.closest("details:not([open])")) around.open = true;
    there.scrollIntoView({ block: "center" });
    there.removeAttribute("data-found");
    requestAnimationFrame(() => there.setAttribute("data-found", ""));
  }

  clicked(event) {
    const link = event.target.closest("a[href]");
    if (link && link.origin !== location.origin) {
      event.preventDefault();
      if (/^https?:$/.test(link.protocol)) window.open(link.href, "_blank", "noopener,noreferrer");
      return;
    }
    if (event.defaultPrevented || event.target.closest(HELD) || !this.document.getSelection().isCollapsed) return;
    const written = event.target.closest("[data-at]");
    if (written) this.tellPlace(written);
  }

  tellPlace(written) {
    for (const each of this.document.querySelectorAll("[data-chosen]")) each.removeAttribute("data-chosen");
    written.setAttribute("data-chosen", "");
    this.tell.place(written.dataset.at, written.dataset.path ?? "");
  }

  // By the keyboard: the paragraph in which something is selected, else the first one in view.
  tellFirst() {
    const chosen = this.document.getSelection().anchorNode?.parentElement?.closest("[data-at]");
    const seen = [...this.document.querySelectorAll("main [data-at]")].find((each) => each.getBoundingClientRect().top >= 0);
    if (chosen ?? seen) this.tellPlace(chosen ?? seen);
  }

  // The ids of what stands above and in the window, the nearest first.
  sectionsInView() {
    const all = [...(this.document?.querySelectorAll("main [id]") ?? [])];
    const above = all.filter((each) => each.getBoundingClientRect().top < innerHeight / 2).reverse();
    return [...above, ...all].map((each) => each.id);
  }

  setMarks(marks) {
    this.marks = marks;
    this.showMarks();
  }

  showMarks() {
    if (!this.document) return;
    for (const each of this.document.querySelectorAll("[data-mark], [data-gone]")) {
      each.removeAttribute("data-mark");
      each.removeAttribute("data-gone");
    }
    for (const mark of this.marks.filter((each) => each.page === this.name)) {
      if (mark.kind === "gone") (this.element(mark.after) ?? this.main()).setAttribute("data-gone", mark.after ? "after" : "before");
      else this.element(mark.id)?.setAttribute("data-mark", mark.kind);
    }
  }
}

async function parsed(name) {
  const answer = await fetch(`edition/${name}`);
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

function element(markup) {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  return holder.content.firstElementChild;
}

function withPlaces(markup, places) {
  const rest = [...places];
  return markup.replace(/ data-at="[^"]*"/g, () => ` data-at="${rest.shift()}"`);
}

// Bring to `live` what differs between `before` and `after`, and nothing else: what scripts and readers have done to it stays.
export function follow(live, before, after) {
  if (before.isEqualNode(after)) return;
  if (!alike(before, after) || !alike(live, before)) {
    live.replaceWith(live.ownerDocument.importNode(after, true));
  } else if (live.nodeType === Node.ELEMENT_NODE) {
    for (const { name, value } of after.attributes) if (before.getAttribute(name) !== value) live.setAttribute(name, value);
    for (const { name } of before.attributes) if (!after.hasAttribute(name)) live.removeAttribute(name);
    if (![...live.children].some((each) => each.dataset?.block)) followChildren(live, before, after);
  } else {
    live.nodeValue = after.nodeValue;
  }
}

function followChildren(live, before, after) {
  const [own, old, fresh] = [live, before, after].map(children);
  if (own.length !== old.length) {
    live.replaceChildren(...fresh.map((each) => live.ownerDocument.importNode(each, true)));
    return;
  }
  let begin = 0;
  while (begin < old.length && begin < fresh.length && old[begin].isEqualNode(fresh[begin])) begin++;
  let end = 0;
  while (end < Math.min(old.length, fresh.length) - begin && old.at(-1 - end).isEqualNode(fresh.at(-1 - end))) end++;
  const [olds, news] = [old.length - end, fresh.length - end];
  const behind = own[olds] ?? null;
  for (let at = begin; at < Math.max(olds, news); at++) {
    if (at >= news) own[at].remove();
    else if (at >= olds) live.insertBefore(live.ownerDocument.importNode(fresh[at], true), behind);
    else follow(own[at], old[at], fresh[at]);
  }
}

function children(node) {
  return [...node.childNodes].filter((each) => each.dataset?.preview === undefined);
}

function alike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && one.namespaceURI === other.namespaceURI;
}
