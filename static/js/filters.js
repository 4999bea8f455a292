// Applies a GET filter form without a reload: <form method="get" data-filters="RESULTS-ID">.
// Replaces every [data-live] element that has the same id in the answer; without this module the form simply submits.
const form = document.querySelector("form[data-filters]");
const status = document.createElement("p");
let running;
let shown = location.pathname + location.search;

// Sorted and without blanks: one view has one address.
function addressOf(form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  query.sort();
  return new URL(form.action.split("?")[0] + (query.size ? `?${query}` : ""), location.href);
}

function replaceLiveParts(fresh) {
  const focused = document.activeElement;
  const opened = new Set([...document.querySelectorAll("[data-live] details[open]")].map((part) => part.id));
  for (const part of document.querySelectorAll("[data-live][id]")) {
    const next = fresh.getElementById(part.id);
    if (next) part.replaceWith(next);
    else part.replaceChildren();
  }
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (!focused?.isConnected) keepFocus(focused);
}

// Where it was, else at the results: who removed a filter by its chip does not start again at the top of the page.
function keepFocus(lost) {
  const place = (lost?.id && document.getElementById(lost.id)) || document.getElementById(form.dataset.filters);
  if (!place) return;
  if (place.id === form.dataset.filters) place.tabIndex = -1;
  place.focus({ preventScroll: true });
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
    if (push) {
      history.replaceState({ ...history.state, top: scrollY }, "");
      history.pushState({ top: scrollY }, "", address);
    }
    shown = location.pathname + location.search;
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
    if (field.selectedIndex === -1) field.selectedIndex = 0;
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
  // Links within the page (“skip to the results”) come by here too: they change no filter.
  addEventListener("popstate", ({ state }) => {
    if (location.pathname + location.search === shown) return;
    fillFrom(location.href);
    show(location.href, { push: false }).then(() => scrollTo({ top: state?.top ?? 0 }));
  });
}
