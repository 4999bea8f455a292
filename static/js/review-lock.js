// Keeps a report for the verifier who has it open: <form data-lock="ADDRESS">. Held on opening and every few minutes, let go when the
// page is left; what nobody renews runs out by itself. Without this module the first judgement takes it.
const EVERY = 3 * 60 * 1000; // a lock lasts ten minutes
const form = document.querySelector("form[data-lock]");
const address = form?.dataset.lock;
let isSending = false;

const data = (action) => {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("action", action);
  return body;
};

async function hold() {
  try {
    const answer = await fetch(address, { method: "POST", body: data("hold") });
    const lost = form.querySelector("[data-lock-lost]");
    lost.hidden = answer.status !== 409;
    if (!lost.hidden) lost.textContent = (await answer.json()).sentence;
  } catch {
    // No line: the next beat tries again, and the judgement itself asks for the lock.
  }
}

if (address) {
  hold();
  setInterval(hold, EVERY);
  form.addEventListener("submit", () => { isSending = true; });
  addEventListener("pagehide", () => { if (!isSending) navigator.sendBeacon(address, data("release")); });
  addEventListener("pageshow", (event) => { if (event.persisted) hold(); });
}
