// What pages can do with scripts on: how they look is the reader's choice, and words are found. Nothing leaves the machine.
"use strict";

(() => {
  const root = document.documentElement;
  const CHOICES = ["size", "measure", "theme", "ruby"];
  const WIDE = matchMedia("(min-width: 62em)");

  // A browser may refuse to keep anything of a page that was opened from a folder: then choices hold for the page alone.
  const kept = (name) => {
    try {
      return localStorage.getItem(`keikaku.${name}`) || "";
    } catch {
      return "";
    }
  };
  const keep = (name, value) => {
    try {
      if (value) localStorage.setItem(`keikaku.${name}`, value);
      else localStorage.removeItem(`keikaku.${name}`);
    } catch {
      // Not kept, as said above.
    }
  };

  const choose = (name, value) => {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  };

  // Before anything is shown, so that nothing changes under the reader's eyes.
  for (const name of CHOICES) choose(name, kept(name));

  const showChoices = (panel) => {
    for (const input of panel.querySelectorAll("input[type=radio]")) {
      if (input.value === kept(input.name)) input.checked = true;
    }
    panel.addEventListener("change", ({ target }) => {
      choose(target.name, target.value);
      keep(target.name, target.value);
    });
  };

  // A panel that is laid over the page goes away by Escape, and when the reader goes elsewhere.
  const closeByItself = (details) => {
    const close = () => {
      details.open = false;
    };
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      close();
      details.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!details.contains(event.target)) close();
    });
    details.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !details.contains(event.relatedTarget)) close();
    });
  };

  // Contents beside the text are open; above it, on a narrow screen, they are opened.
  const followWidth = (details) => {
    const follow = () => {
      details.open = WIDE.matches;
    };
    follow();
    WIDE.addEventListener("change", follow);
    const current = details.querySelector("[aria-current]");
    const nav = details.parentElement;
    if (current && WIDE.matches) {
      nav.scrollTop = current.offsetTop - nav.clientHeight / 3;
    }
  };

  // The line of the contents under which the reader is: the last whose heading has gone by the upper third of the window.
  const followReader = (nav) => {
    const lines = new Map();
    for (const link of nav.querySelectorAll("a[href*='#']")) {
      const [page, id] = link.getAttribute("href").split("#");
      const heading = location.pathname.endsWith(`/${page}`) && document.getElementById(decodeURIComponent(id));
      if (heading) lines.set(heading, link);
    }
    const headings = [...lines.keys()];
    let here;
    const follow = () => {
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
      const link = lines.get(passed.at(-1));
      if (link === here) return;
      here?.removeAttribute("data-here");
      link?.setAttribute("data-here", "");
      here = link;
    };
    if (!headings.length) return;
    const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -66% 0px" });
    for (const heading of headings) observer.observe(heading);
  };

  // What is under a closed summary is printed too.
  const openForPrint = () => {
    const closed = document.querySelectorAll("main details:not([open])");
    for (const details of closed) details.open = true;
    addEventListener("afterprint", () => {
      for (const details of closed) details.open = false;
    }, { once: true });
  };

  addEventListener("beforeprint", openForPrint);
  document.addEventListener("DOMContentLoaded", () => {
    for (const tool of document.querySelectorAll("[data-tool]")) tool.hidden = false;
    for (const details of document.querySelectorAll(".settings")) {
      showChoices(details);
      closeByItself(details);
    }
    for (const details of document.querySelectorAll("nav.contents > details")) {
      followWidth(details);
      followReader(details.parentElement);
    }
  });
})();
