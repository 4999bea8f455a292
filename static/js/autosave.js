// Keeps what is typed in a <form data-autosave="PERSON:KEY"> in this browser, warns before it is lost and offers it back: also
// after a killed tab or a new sign-in, for that person alone and for three days. Signing out clears it (the server says so), and
// so does a receipt with data-autosave-clear="PERSON:KEY". Files, passwords and hidden fields are never kept.
const PREFIX = "renaksi-draft:";
const LONGEST = 3 * 24 * 60 * 60 * 1000; // milliseconds
const kept = "textarea, select, input:not([type=file], [type=password], [type=hidden], [type=submit])";

const fieldsOf = (form) => [...form.querySelectorAll(kept)].filter((field) => field.name);
const choice = (field) => field.type === "checkbox" || field.type === "radio";
const nameOf = (field) => (choice(field) ? `${field.name}=${field.value}` : field.name);
const valueOf = (field) => (choice(field) ? field.checked : field.value);

function snapshot(form) {
  return Object.fromEntries(fieldsOf(form).map((field) => [nameOf(field), valueOf(field)]));
}

function restore(form, values) {
  for (const field of fieldsOf(form)) {
    const value = values[nameOf(field)];
    if (value === undefined) continue;
    if (choice(field)) field.checked = value;
    else field.value = value;
  }
}

function read(key) {
  try {
    const { at, values } = JSON.parse(localStorage.getItem(key));
    return Date.now() - at < LONGEST ? values : null;
  } catch {
    return null;
  }
}

function write(key, values) {
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
  } catch {
    // Storage is full or switched off: the warning before leaving still holds.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

function forgetOld() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && !read(key)) forget(key);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

function watch(form) {
  const key = PREFIX + form.dataset.autosave;
  const offer = form.querySelector("[data-autosave-offer]");
  let stored = JSON.stringify(snapshot(form));
  const earlier = read(key);
  let sending = false;
  const changed = () => JSON.stringify(snapshot(form)) !== stored;

  // What stands there is what was kept: it is on the server now, or came back through the door.
  const now = snapshot(form);
  if (earlier && Object.entries(earlier).every(([name, value]) => (now[name] ?? value) === value)) forget(key);
  else if (earlier && offer) offer.hidden = false;
  form.addEventListener("input", () => write(key, snapshot(form)));
  form.addEventListener("submit", () => { sending = true; });
  // upload.js holds a form back until its files are up, or saves it without leaving the page.
  form.addEventListener("upload:held", () => { sending = false; });
  form.addEventListener("upload:saved", () => {
    stored = JSON.stringify(snapshot(form));
    forget(key);
  });
  offer?.querySelector("[data-autosave-restore]").addEventListener("click", () => {
    restore(form, earlier);
    offer.hidden = true;
    const first = form.querySelector(kept);
    first?.dispatchEvent(new Event("input", { bubbles: true }));
    first?.focus();
  });
  offer?.querySelector("[data-autosave-discard]").addEventListener("click", () => {
    forget(key);
    offer.hidden = true;
  });
  addEventListener("beforeunload", (event) => {
    if (changed() && !sending) event.preventDefault();
  });
}

for (const done of document.querySelectorAll("[data-autosave-clear]")) forget(PREFIX + done.dataset.autosaveClear);
forgetOld();
document.querySelectorAll("form[data-autosave]").forEach(watch);
