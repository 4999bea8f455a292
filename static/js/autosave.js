// Keeps what is typed in a <form data-autosave="KEY"> in this tab, warns before it is lost and offers it back.
// A receipt with data-autosave-clear="KEY" says that the server has it. Files, passwords and hidden fields are never kept.
const prefix = "renaksi-draft:";
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
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, values) {
  try {
    sessionStorage.setItem(key, JSON.stringify(values));
  } catch {
    // Storage is full or switched off: the warning before leaving still holds.
  }
}

function watch(form) {
  const key = prefix + form.dataset.autosave;
  const offer = form.querySelector("[data-autosave-offer]");
  let stored = JSON.stringify(snapshot(form));
  const earlier = read(key);
  let sending = false;
  const changed = () => JSON.stringify(snapshot(form)) !== stored;

  if (earlier && JSON.stringify(earlier) !== stored && offer) offer.hidden = false;
  form.addEventListener("input", () => write(key, snapshot(form)));
  form.addEventListener("submit", () => { sending = true; });
  // upload.js holds a form back until its files are up, or saves it without leaving the page.
  form.addEventListener("upload:held", () => { sending = false; });
  form.addEventListener("upload:saved", () => {
    stored = JSON.stringify(snapshot(form));
    sessionStorage.removeItem(key);
  });
  offer?.querySelector("[data-autosave-restore]").addEventListener("click", () => {
    restore(form, earlier);
    offer.hidden = true;
    form.querySelector(kept)?.focus();
  });
  offer?.querySelector("[data-autosave-discard]").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    offer.hidden = true;
  });
  addEventListener("beforeunload", (event) => {
    if (changed() && !sending) event.preventDefault();
  });
}

for (const done of document.querySelectorAll("[data-autosave-clear]")) {
  sessionStorage.removeItem(prefix + done.dataset.autosaveClear);
}
document.querySelectorAll("form[data-autosave]").forEach(watch);
