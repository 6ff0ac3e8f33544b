// Pages as they print: pictures of those in view, drawn when they come there.

const POINTS = 96 / 25.4; // CSS pixels in a millimetre

export class PaperView {
  constructor({ sheets, choice, zoom, facts, state, look }) {
    Object.assign(this, { sheets, choice, zoom, facts, stateLine: state, look });
    this.told = { documents: [], glances: [] };
    this.seen = new IntersectionObserver((entries) => entries.forEach((entry) => this.inView(entry)), { root: sheets, rootMargin: "60% 0px" });
    choice.addEventListener("change", () => {
      this.build();
      sheets.scrollTop = 0;
    });
    sheets.addEventListener("scroll", () => {
      clearTimeout(this.scrolled);
      this.scrolled = setTimeout(() => this.tellView(), 100);
    });
    zoom.addEventListener("change", () => this.size());
    new ResizeObserver(() => this.size()).observe(sheets);
  }

  get shown() {
    return this.told.documents.find((each) => each.name === this.choice.value) ?? this.told.documents[0];
  }

  update(told) {
    const before = keys(this.shown, this.told.glances);
    this.told = told;
    const names = told.documents.map((each) => each.name).join();
    if (names !== this.names) {
      this.names = names;
      const chosen = this.choice.value;
      this.choice.replaceChildren(...told.documents.map((each) => new Option(each.label, each.name, false, each.name === chosen)));
    }
    for (const each of [this.choice, this.zoom]) each.parentElement.hidden = !told.documents.length;
    this.stateLine.classList.toggle("old", told.old);
    this.stateLine.textContent = words(told, this.shown);
    if (keys(this.shown, told.glances) !== before) this.build();
    for (const figure of this.sheets.children) this.mark(figure);
    if (this.wanted && this.shown) this.goTo(this.wanted);
  }

  // The sheets of the document: those that are there keep their pictures until the new ones have come.
  build() {
    const shown = this.shown;
    this.facts.textContent = shown ? facts(shown) : "";
    const figures = [...this.sheets.children];
    const pages = shown?.pages ?? [];
    figures.slice(pages.length).forEach((each) => each.remove());
    pages.forEach(([label], index) => {
      const figure = figures[index] ?? this.sheets.appendChild(newFigure(index));
      figure.querySelector("figcaption").textContent = label ? `${label}ページ` : `${index + 1}枚目`;
      figure.querySelector("img").alt = `${shown.label}　${label || `${index + 1}枚目`}`;
      figure.dataset.wanted = this.source(index).key;
      this.seen.unobserve(figure);
      this.seen.observe(figure);
    });
    this.size();
    this.tellView();
  }

  // Where the picture of a page comes from, and whether that is older than the text: from all pages, or from a glance that is newer.
  source(index) {
    const { glances, old } = this.told;
    return glances.find((each) => each.name === this.shown.name && each.page === index) ?? { key: this.shown.key, old };
  }

  // A picture is old until the one that is not has come.
  mark(figure) {
    const { key, old } = this.source(Number(figure.dataset.index));
    figure.classList.toggle("old", old || (figure.dataset.drawn ?? key) !== key);
  }

  // The page in the middle is the one that is looked at: it is laid out first.
  tellView() {
    const { top, height } = this.sheets.getBoundingClientRect();
    const page = [...this.sheets.children].findIndex((each) => each.getBoundingClientRect().bottom > top + height / 2);
    const view = this.shown && page >= 0 && height ? `${this.shown.name} ${page}` : "";
    if (!view || view === this.viewed) return;
    this.viewed = view;
    this.look(this.shown.name, page);
  }

  // The page on which the first of these stands whose page is known; as soon as there are pages.
  goTo(ids) {
    const shown = this.shown;
    this.wanted = shown ? null : ids;
    const page = shown && ids.map((id) => shown.places?.[id]).find((each) => each !== undefined);
    this.sheets.children[page]?.scrollIntoView({ block: "start" });
  }

  size() {
    const room = this.sheets.clientWidth - 34;
    this.shown?.pages.forEach(([, width, height], index) => {
      const sheet = this.sheets.children[index]?.querySelector(".sheet");
      if (!sheet || room <= 0) return;
      const fitting = Math.min(room, 900 * Math.max(1, width / height));
      const pixels = this.zoom.value === "fit" ? fitting : width * POINTS * Number(this.zoom.value);
      sheet.style.width = `${pixels}px`;
      sheet.style.height = `${(pixels * height) / width}px`;
    });
    for (const figure of this.sheets.children) if (figure.dataset.near) this.draw(figure);
  }

  inView({ target, isIntersecting }) {
    if (isIntersecting) target.dataset.near = "1";
    else delete target.dataset.near;
    if (isIntersecting) this.draw(target);
  }

  async draw(figure) {
    const sheet = figure.querySelector(".sheet");
    const width = Math.round((sheet.getBoundingClientRect().width * Math.min(devicePixelRatio, 2)) / 100 + 0.5) * 100;
    const key = figure.dataset.wanted;
    const wanted = `paper/${key}/${figure.dataset.index}.png?width=${width}`;
    if (!figure.dataset.wanted || width < 100 || figure.dataset.asked === wanted) return;
    figure.dataset.asked = wanted;
    const picture = new Image();
    picture.src = wanted;
    try {
      await picture.decode();
      if (figure.dataset.asked !== wanted) return;
      figure.querySelector("img").src = wanted;
      figure.dataset.drawn = key;
      this.mark(figure);
    } catch {
      delete figure.dataset.asked; // other pages have come meanwhile
    }
  }
}

function newFigure(index) {
  const figure = document.createElement("figure");
  figure.dataset.index = index;
  figure.innerHTML = '<div class="sheet"><img alt=""></div><figcaption></figcaption>';
  return figure;
}

function keys(shown, glances) {
  return [shown?.key, ...glances.map(({ key }) => key)].join(" ");
}

function facts({ pages, size, lines, free, unsure }) {
  const room = free === null ? "" : free < 0 ? "入りきりません" : lines === null ? `空き${Math.round((free * 25.4) / 72)}mm` : `あと${fullWidth(lines)}行`;
  return [`${pages.length}ページ${unsure ? "（不確か）" : ""}`, size && `文字の大きさ ${size}`, room].filter(Boolean).join("　");
}

function words({ old, step, missing, problems, documents, glances }, shown) {
  if (missing) return "LibreOfficeがないので、ページを見せられません。入れた後に、プレビューを始め直してください。";
  if (problems.length && old) return `ページを作れません: ${problems[0].message}`;
  if (old && glances.some((each) => !each.old && each.name === shown?.name)) {
    return `見ていたページは、今の文章です。ページ番号とほかのページは、まだ前のままです。${step}`;
  }
  if (step) return documents.length ? `文章より古いページです。${step}` : step;
  return old ? (documents.length ? "文章より古いページです" : "ページを作ります") : "文章と同じです";
}

function fullWidth(number) {
  return number < 10 ? String.fromCharCode(0xff10 + number) : String(number);
}
