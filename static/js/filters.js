// Applies a GET filter form without a reload: <form method="get" data-filters="RESULTS-ID">.
// Replaces every [data-live] element that has the same id in the answer; without this module the form simply submits.
const form = document.querySelector("form[data-filters]");
const status = document.createElement("p");
let running;

function addressOf(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(fields).toString();
  return new URL(form.action.split("?")[0] + (query ? `?${query}` : ""), location.href);
}

function replaceLiveParts(fresh) {
  const focused = document.activeElement?.id;
  const opened = new Set([...document.querySelectorAll("[data-live] details[open]")].map((part) => part.id));
  for (const part of document.querySelectorAll("[data-live][id]")) {
    const next = fresh.getElementById(part.id);
    if (next) part.replaceWith(next);
    else part.replaceChildren();
  }
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function announce() {
  const count = document.querySelector("[data-live-count]")?.textContent.trim();
  if (count) status.textContent = count;
}

async function show(address, { push }) {
  running?.abort();
  running = new AbortController();
  const results = document.getElementById(form.dataset.filters);
  results?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: running.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (push) history.pushState({ filters: true }, "", address);
    document.title = fresh.title;
    replaceLiveParts(fresh);
    announce();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

// Going back: what is outside the live parts (the search box) follows the address.
function fillFrom(address) {
  const query = new URL(address).searchParams;
  for (const field of form.querySelectorAll("input[type=search], input[type=text], select")) {
    field.value = query.get(field.name) ?? "";
  }
}

if (form) {
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.after(status);
  form.addEventListener("change", () => show(addressOf(form), { push: true }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOf(form), { push: true });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".chip, .filter-bar a, .pagination a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    fillFrom(link.href);
    show(link.href, { push: true }).then(() => {
      if (link.closest(".pagination")) document.getElementById(form.dataset.filters)?.scrollIntoView();
    });
  });
  addEventListener("popstate", () => {
    fillFrom(location.href);
    show(location.href, { push: false });
  });
}
