// Problems, marks and tasks as elements. All texts are put in as text: nothing that the plan says becomes markup.

function make(tag, { text = "", ...rest } = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), rest);
  made.append(...(text ? [text] : []), ...inside);
  return made;
}

export function problemItem(problem, goTo, editor) {
  const kind = problem.warning ? "注意" : "エラー";
  const item = make("article", { className: `problem${problem.warning ? " warning" : ""}` });
  const head = make("h3", {}, make("span", { className: "kind", text: kind }), "　");
  if (problem.file) {
    const place = make("button", { type: "button", className: "place", text: problem.place, title: "この段落を見せる" });
    place.addEventListener("click", () => goTo(problem.file, problem.line));
    head.append(place);
    if (editor) {
      const pen = make("button", { type: "button", className: "pen", text: "開く", title: `${editor.name}で開く` });
      pen.addEventListener("click", () => editor.open(problem.file, problem.line || 1));
      head.append(" ", pen);
    }
  }
  item.append(head, make("p", { text: problem.message }));
  if (problem.hint) item.append(make("p", { className: "hint", text: problem.hint }));
  if (problem.code) item.append(make("p", { className: "code", text: problem.code }));
  return item;
}

const KINDS = { new: "足した所", changed: "変えた所", gone: "消した所" };
const AROUND = 14; // characters around what differs

export function markItem(mark, title, go) {
  const button = make("button", { type: "button", text: `${KINDS[mark.kind]}　${title}` });
  button.addEventListener("click", go);
  return make("li", { className: "mark" }, button, make("p", { className: "text" }, ...difference(mark.before, mark.after_text)));
}

function difference(before, after) {
  const [old, now] = [[...before], [...after]];
  let begin = 0;
  while (begin < old.length && begin < now.length && old[begin] === now[begin]) begin++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - begin && old.at(-1 - end) === now.at(-1 - end)) end++;
  const lead = now.slice(Math.max(0, begin - AROUND), begin).join("");
  const rest = now.slice(now.length - end, now.length - end + AROUND).join("");
  const [gone, come] = [old.slice(begin, old.length - end).join(""), now.slice(begin, now.length - end).join("")];
  if (!gone && !come) return ["（番号の付け方や形だけが変わりました）"];
  return [
    begin > AROUND ? "…" : "",
    lead,
    gone && make("del", { text: shortened(gone) }),
    come && make("ins", { text: shortened(come) }),
    rest,
    end > AROUND ? "…" : "",
  ].filter(Boolean);
}

function shortened(text) {
  const all = [...text];
  return all.length > 160 ? `${all.slice(0, 110).join("")} … ${all.slice(-40).join("")}` : text;
}

export function taskView(task, goTo, editor, stop) {
  const detail = task.told ? `「${Object.values(task.told).join("、")}」` : "";
  const parts = [make("h2", { text: `${task.name}${detail}`, style: "font-size: 1rem; margin: 0" })];
  if (!task.ended) {
    const button = make("button", { type: "button", text: "やめる" });
    button.addEventListener("click", stop);
    parts.push(make("p", { text: task.step, role: "status" }), make("progress"), make("p", {}, button));
    return parts;
  }
  if (task.done) parts.push(make("p", { text: `${task.done}（${task.seconds}秒）`, role: "status" }));
  if (task.documents?.length) parts.push(documentTable(task.documents));
  if (task.files?.length) parts.push(fileList(task.files));
  if (task.lines?.length) parts.push(make("pre", { text: task.lines.join("\n") }));
  parts.push(...(task.problems ?? []).map((each) => problemItem(each, goTo, editor)));
  return parts;
}

function fileList(files) {
  const links = files.map(({ number, name, place }) => {
    const link = make("a", { href: `made/${number}/${encodeURIComponent(name)}`, text: place });
    if (name.endsWith(".pdf")) Object.assign(link, { target: "_blank", rel: "noopener" });
    return make("li", {}, link);
  });
  return make("ul", {}, ...links);
}

function documentTable(documents) {
  const head = make("tr", {}, ...["文書", "ページ", "文字", "空き"].map((text) => make("th", { text, scope: "col" })));
  const rows = documents.map(({ label, pages, size, lines, free }) => {
    const room = free === null ? "－" : lines === null ? `${Math.round((free * 25.4) / 72)}mm` : `${lines}行`;
    return make("tr", {}, ...[label, pages.length ? `${pages.length}` : "－", size || "－", room].map((text) => make("td", { text })));
  });
  return make("table", {}, head, ...rows);
}
