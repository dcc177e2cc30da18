// Comfort only: a text can be saved by its button without this file. With it, it is saved every
// ten seconds while somebody types, and when the box is left. What was sent is sent again as it was
// until it is answered, so nothing is written twice; typing in the box is never touched.

const EVERY = 10_000;
const form = document.querySelector("form[data-autosave]");

if (form) {
  const box = form.querySelector("textarea");
  const to = form.dataset.autosave || form.action; // where a text is sent whose author writes on
  const said = form.querySelector("[data-saved]");
  const say = (words) => (said.textContent = words);
  let saved = box.value;
  let sent = null; // {body, text} that is not answered yet
  let busy = false;
  let stopped = false;

  const renew = (page, fresh) => {
    for (const name of ["token", "version"]) {
      form.elements[name].value = fresh.elements[name].value;
    }
    for (const where of [".found", "[data-saved]"]) {
      const [old, now] = [form.querySelector(where), fresh.querySelector(where)];
      old && now && old.replaceChildren(...now.childNodes);
    }
    for (const id of ["saved", "actions"]) {
      const [old, now] = [document.getElementById(id), page.getElementById(id)];
      old && now && old.replaceChildren(...now.childNodes);
    }
  };

  const save = async () => {
    if (busy || stopped || (!sent && box.value === saved)) {
      return;
    }
    busy = true;
    sent ??= { body: new URLSearchParams(new FormData(form)), text: box.value };
    try {
      const answer = await fetch(to, { method: "POST", body: sent.body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("form[data-autosave]");
      if (answer.redirected && fresh) {
        saved = sent.text;
        renew(page, fresh);
      } else {
        const why = page.querySelector("#errors li, h1");
        stopped = true;
        const button = form.querySelector("[type=submit]").textContent.trim();
        say(`Not saved: ${why ? why.textContent.trim() : "something went wrong"}. Press ${button}`);
      }
      sent = null;
    } catch {
      say("You are offline. What you type stays on this page and is saved once you are back");
    }
    busy = false;
  };

  setInterval(save, EVERY);
  box.addEventListener("blur", save);
  addEventListener("online", save);
  form.addEventListener("submit", () => (stopped = true));
  addEventListener("beforeunload", (event) => {
    if (!stopped && box.value !== saved) {
      event.preventDefault();
    }
  });
}
