// The preview's own page: what the server tells is shown, and what its buttons do is asked for.

import { PageView } from "./page.js";
import { PaperView } from "./paper.js";
import { problemItem, markItem, taskView } from "./panels.js";

const $ = (id) => document.getElementById(id);
const SILENT = 6000; // milliseconds without a sign of life
const SLOW = 300; // milliseconds until it is said that the source is being read

let state = { version: -1, problems: [], pages: [], paper: { documents: [], glances: [] }, current: false };
let events = null;
let heard = 0;
let ended = false;
let notCurrentSince = 0;
let wereWrong = false;

const page = new PageView($("page"), {
  place: (at, path) => showPlace(at, path),
  page: (name, title) => {
    $("page").title = title;
    history.replaceState(null, "", `#${name}`);
  },
  lost: () => page.open(firstPage()),
});
const paper = new PaperView({ sheets: $("sheets"), choice: $("document"), zoom: $("zoom"), facts: $("facts"), state: $("paper-state"), look: (document, page) => post("look", { document, page }) });

async function post(path, told = {}) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(told) });
}

// What the server tells

function listen() {
  events?.close();
  events = new EventSource($("paper").hidden ? "events" : "events?paper=1");
  const on = (kind, hear) =>
    events.addEventListener(kind, (event) => {
      heard = Date.now();
      hear(JSON.parse(event.data));
      showStatus();
    });
  on("state", begin);
  on("update", update);
  on("beat", (told) => take(told));
  on("task", (told) => showTask(told));
  on("paper", (told) => paper.update(told));
  on("versions", (told) => showVersions(told.snapshots));
  on("end", () => {
    ended = true;
    events.close();
  });
  events.addEventListener("error", showStatus);
}

function take(told) {
  if (told.current) notCurrentSince = 0;
  else notCurrentSince ||= Date.now();
  state = { ...state, ...told };
}

function begin(told) {
  const first = state.version < 0;
  const missed = !first && told.version !== page.version;
  take(told);
  $("plan").textContent = told.plan;
  document.title = `${told.plan}　プレビュー`;
  $("edit").hidden = $("at-once-label").hidden = !told.editor;
  $("edit").textContent = `${told.editor || "エディター"}で開く`;
  showVersions(told.snapshots);
  showProblems();
  showTask(told.task, true);
  paper.update(told.paper);
  if (!page.name && told.pages.length) page.open(wantedPage());
  else if (missed) page.update({ since: -1, version: told.version, shell: told.shell, operations: {}, files: [] });
  if (missed) showMarks();
  showPageOrNone();
}

function update(told) {
  const before = state.version;
  take(told);
  showProblems();
  showPageOrNone();
  if (told.version === before && told.version === page.version) return;
  if (!page.name && state.pages.length) page.open(wantedPage());
  else page.update(told).then(() => $("page").dispatchEvent(new CustomEvent("followed", { detail: told.version })));
  showMarks();
}

function showPageOrNone() {
  const any = state.pages.length > 0;
  $("page").hidden = !any;
  $("none").hidden = any || !state.old;
}

function firstPage() {
  return state.pages[0]?.name ?? "index.html";
}

function wantedPage() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  return state.pages.some((each) => each.name === wanted) ? wanted : firstPage();
}

// How it stands

const errors = () => state.problems.filter((each) => !each.warning);

function status() {
  if (ended) return ["away", "プレビューは終わりました。この窓は閉じて構いません"];
  if (!heard) return ["waiting", "つないでいます"];
  if (Date.now() - heard > SILENT || events.readyState !== EventSource.OPEN) return ["away", "接続が切れました。このページは古いかもしれません"];
  if (state.broken) return ["wrong", `プログラムの誤りです。前のページのままです（${state.broken}）`];
  if (notCurrentSince && Date.now() - notCurrentSince > SLOW) return ["reading", "読んでいます"];
  if (state.old) return ["wrong", state.pages.length ? "エラーがあるので、前のページのままです" : "エラーがあるので、ページを作れません"];
  if (errors().length || state.failure) return ["wrong", "ページは原稿と同じです。エラーがあるので、文書は作れません"];
  return ["current", state.checked ? "原稿と同じです" : "原稿と同じです（文書を確かめています）"];
}

function showStatus() {
  const [kind, words] = status();
  const line = $("status");
  if (line.dataset.state !== kind) line.dataset.state = kind;
  if (line.textContent !== words) line.textContent = words;
}

function showProblems() {
  const wrong = errors();
  const faults = (state.failure ? [state.failure] : []).map((message) => ({ message, hint: "できた文書に誤りが見つかりました。プログラムの不具合です。この内容を開発者に知らせてください。" }));
  const all = [...faults, ...wrong, ...state.problems.filter((each) => each.warning)];
  const count = $("tab-problems").querySelector(".count");
  count.textContent = all.length;
  count.classList.toggle("wrong", wrong.length > 0);
  const list = all.map((each) => problemItem(each, goTo, editorFor()));
  if ($("problems").dataset.told === JSON.stringify(all)) return;
  $("problems").dataset.told = JSON.stringify(all);
  $("problems").replaceChildren(...(list.length ? list : [nothing("問題はありません。")]));
  if (wrong.length && !wereWrong) choose("problems");
  wereWrong = wrong.length > 0;
}

function nothing(words, kind = "p") {
  const line = document.createElement(kind);
  line.className = "nothing";
  line.textContent = words;
  return line;
}

// Places

const editorFor = () => (state.editor ? { name: state.editor, open: openEditor } : null);

async function goTo(file, line) {
  const answer = await fetch(`place?${new URLSearchParams({ file, line })}`);
  const found = answer.ok ? await answer.json() : {};
  showPlace(`${file}:${line}`, "", false);
  if (!found.page) return;
  showView(false);
  page.open(found.page, found.block, found.at);
}

function showPlace(at, path, chosen = true) {
  const [, file, line] = at.match(/^(.*?)(?::(\d+))?$/);
  Object.assign($("place").dataset, { file, line: line ?? "1" });
  $("where").textContent = `${file}${line ? `　${line}行目` : ""}${path ? `　${path}` : ""}`;
  $("place").hidden = false;
  if (chosen && state.editor && $("at-once").checked) openEditor(file, Number(line ?? 1));
}

async function openEditor(file, line) {
  const answer = await post("open", { file, line });
  const told = answer.ok ? await answer.json() : { failed: `${file} を開けません` };
  if (told.failed) $("where").textContent = told.failed;
}

$("edit").addEventListener("click", () => openEditor($("place").dataset.file, Number($("place").dataset.line)));
$("copy").addEventListener("click", () => navigator.clipboard.writeText(`${$("place").dataset.file}:${$("place").dataset.line}`));
document.addEventListener("keydown", (event) => {
  if (event.key === "F2") page.tellFirst();
});

// What differs from before

function showVersions(snapshots) {
  const chosen = $("base").value;
  const options = [["開いたとき", "開いたとき"], ...snapshots.map((each) => [each, `版「${each}」`])];
  $("base").replaceChildren(...options.map(([value, words]) => new Option(words, value, false, value === chosen)));
  $("version").replaceChildren(...snapshots.map((each) => new Option(each, each)));
  state.snapshots = snapshots;
}

let asking = 0;
async function showMarks() {
  const wanted = $("mark").checked || !$("changes").hidden;
  if (!wanted) {
    page.setMarks([]);
    return;
  }
  const turn = ++asking;
  const answer = await fetch(`marks?${new URLSearchParams({ from: $("base").value })}`);
  const told = answer.ok ? await answer.json() : { marks: [] };
  if (turn !== asking) return;
  const marks = told.marks ?? [];
  page.setMarks($("mark").checked ? marks : []);
  const count = $("tab-changes").querySelector(".count");
  count.hidden = false;
  count.textContent = marks.length;
  const titles = Object.fromEntries(state.pages.map((each) => [each.name, each.title]));
  const list = marks.map((each) => markItem(each, titles[each.page] ?? "", () => page.open(each.page, each.kind === "gone" ? each.after : each.id)));
  $("marks").replaceChildren(...(told.failed ? [nothing(told.failed, "li")] : list.length ? list : [nothing("変わった所はありません。", "li")]));
}

$("mark").addEventListener("change", showMarks);
$("base").addEventListener("change", showMarks);

// Views and panels

function showView(asPaper) {
  if ($("paper").hidden !== asPaper) return;
  const inView = page.sectionsInView(); // before it is hidden
  $("paper").hidden = !asPaper;
  $("text").hidden = asPaper;
  $("as-paper").setAttribute("aria-pressed", asPaper);
  $("as-text").setAttribute("aria-pressed", !asPaper);
  if (asPaper) paper.goTo(inView);
  listen();
}

$("as-text").addEventListener("click", () => showView(false));
$("as-paper").addEventListener("click", () => showView(true));

const TABS = ["problems", "changes", "task"];

function choose(name) {
  for (const each of TABS) {
    const own = each === name;
    $(each).hidden = !own;
    $(`tab-${each}`).setAttribute("aria-selected", own);
    $(`tab-${each}`).tabIndex = own ? 0 : -1;
  }
  if (name === "changes") showMarks();
}

for (const [at, name] of TABS.entries()) {
  $(`tab-${name}`).addEventListener("click", () => choose(name));
  $(`tab-${name}`).addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const next = TABS[(at + step + TABS.length) % TABS.length];
    choose(next);
    $(`tab-${next}`).focus();
  });
}

function widen(width) {
  const side = Math.max(220, Math.min(width, innerWidth * 0.7));
  document.documentElement.style.setProperty("--side", `${side}px`);
  $("split").setAttribute("aria-valuenow", Math.round((100 * side) / innerWidth));
}

$("split").addEventListener("pointerdown", (event) => {
  $("split").setPointerCapture(event.pointerId);
  $("page").style.pointerEvents = "none";
});
$("split").addEventListener("pointermove", (event) => {
  if ($("split").hasPointerCapture(event.pointerId)) widen(innerWidth - event.clientX);
});
$("split").addEventListener("lostpointercapture", () => ($("page").style.pointerEvents = ""));
$("split").addEventListener("keydown", ({ key }) => {
  const step = { ArrowLeft: 24, ArrowRight: -24 }[key];
  if (step) widen(document.querySelector("aside").offsetWidth + step);
});

// Tasks

function showTask(told, quietly = false) {
  if (!told.job) return;
  const goes = !told.ended;
  for (const button of document.querySelectorAll("[data-task]")) button.disabled = goes;
  $("task").replaceChildren(...taskView(told, goTo, editorFor(), () => post("stop")));
  if (!quietly || goes) choose("task");
}

async function start(job, told = {}) {
  const answer = await post(`do/${job}`, told);
  if (answer.status === 409) choose("task");
}

async function asked(id, field) {
  const dialog = $(id);
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  return dialog.returnValue === "do" ? $(field).value.trim() : "";
}

const BEGIN = {
  plan: () => start("plan"),
  check: () => start("check"),
  snapshot: async () => {
    const name = await asked("ask-name", "name");
    if (name) await start("snapshot", { name });
  },
  compare: async () => {
    if (!state.snapshots.length) {
      choose("task");
      $("task").replaceChildren(nothing("比べる前の版が、まだありません。「版を残す」で残すと、次から比べられます。"));
      return;
    }
    const from = await asked("ask-version", "version");
    if (from) await start("compare", { from });
  },
};
for (const button of document.querySelectorAll("[data-task]")) button.addEventListener("click", BEGIN[button.dataset.task]);

addEventListener("pagehide", () => navigator.sendBeacon("leave", new Blob(["{}"], { type: "application/json" })));
setInterval(showStatus, 500);
listen();
