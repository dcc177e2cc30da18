// Comfort only: every page works without this file.

// After a save that was refused, start reading at what is wrong.
const summary = document.getElementById("errors");
if (summary) {
  summary.focus();
}

// Ctrl+Enter (Cmd+Enter on a Mac) saves a form from any of its boxes.
for (const form of document.querySelectorAll("form[data-ctrl-enter]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}

// Filters stand open on a wide screen. New browsers do it by stylesheet; this is for the others.
const wide = matchMedia("(min-width: 62em)").matches;
if (wide && !CSS.supports("selector(::details-content)")) {
  for (const panel of document.querySelectorAll("details.fd")) {
    panel.open = true;
  }
}

// Text that is there to be taken along is marked at once.
for (const text of document.querySelectorAll("textarea[data-copied]")) {
  text.addEventListener("focus", () => text.select());
}

// A menu closes with Escape, or when something outside it is pressed.
const menus = document.querySelectorAll("details.drop");
const close = (menu) => menu.removeAttribute("open");
document.addEventListener("click", (event) => {
  menus.forEach((menu) => menu.contains(event.target) || close(menu));
});
menus.forEach((menu) =>
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close(menu);
      menu.querySelector("summary").focus();
    }
  }),
);

// Ctrl+K (Cmd+K on a Mac) searches from anywhere.
const finder = document.querySelector("details[data-find]");
document.addEventListener("keydown", (event) => {
  if (finder && event.key === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    finder.open = true;
    finder.querySelector("input").focus();
  }
});
finder?.addEventListener("toggle", () => finder.open && finder.querySelector("input").focus());

// A one-time link keeps its secret behind the #, which no server, log or Referer ever sees. It
// goes into the form, and out of the address and the browser's history.
const pasted = document.querySelector("form[data-link] input[name=link]");
const take = () => {
  if (pasted && location.hash.length > 1) {
    pasted.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    pasted.form.requestSubmit();
  }
};
take();
addEventListener("hashchange", take);
