// Comfort only: a text can be saved by its button without this file. With it, it is saved every
// ten seconds while somebody types, and when the box is left. What was sent is sent again as it was
// until it is answered, so nothing is written twice; typing in the box is never touched.

const EVERY = 10_000;
const PATIENCE = 20_000; // for an answer
const form = document.querySelector("form[data-autosave]");

if (form) {
  const box = form.querySelector("textarea");
  const to = form.dataset.autosave || form.action; // where a text is sent whose author writes on
  const said = form.querySelector("[data-saved]");
  const button = form.querySelector("[type=submit]").textContent.trim();
  const say = (words) => (said.textContent = words);
  // A page with problems holds a text that is saved nowhere. It is for its author to say whether it
  // takes the place of another's words: by the button.
  let stopped = document.getElementById("errors") !== null;
  let saved = stopped ? null : box.value;
  let sent = null; // {body, text} that is not answered yet
  let saving = null; // while we wait for an answer
  let leaving = false;

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

  const send = async () => {
    sent ??= { body: new URLSearchParams(new FormData(form)), text: box.value };
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(to, { method: "POST", body: sent.body, signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("form[data-autosave]");
      if (answer.redirected && fresh) {
        saved = sent.text;
        renew(page, fresh);
      } else {
        const why = page.querySelector("#errors li, h1");
        stopped = true;
        say(`Not saved: ${why ? why.textContent.trim() : "something went wrong"}. Press ${button}`);
      }
      sent = null;
    } catch {
      const why = navigator.onLine ? "linkstudy does not answer" : "You are offline";
      say(`${why}. What you type stays on this page and is saved once that is over`);
    }
    saving = null;
  };

  const save = () => {
    if (!saving && !stopped && (sent || box.value !== saved)) {
      saving = send();
    }
    return saving;
  };

  // The button waits for an answer that is under way, for that brings the token of the next form. The
  // same text may go at once: it is known again.
  const submit = async (event) => {
    if (!sent || (saving && sent.text === box.value)) {
      leaving = true;
      return;
    }
    event.preventDefault();
    await save();
    if (!sent) {
      form.requestSubmit();
    }
  };

  setInterval(save, EVERY);
  box.addEventListener("blur", save);
  addEventListener("online", save);
  form.addEventListener("submit", submit);
  addEventListener("beforeunload", (event) => {
    if (!leaving && box.value !== saved) {
      event.preventDefault();
    }
  });
}
