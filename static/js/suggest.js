// Suggests while one types: <form data-suggest="ADDRESS"> with one search field. A combobox after the ARIA pattern:
// arrows choose, Enter goes there, Escape closes; without this module, or a choice, the form simply submits.
const WAIT = 180; // milliseconds between the last key and the question
const LEAST = 2; // letters

function suggestIn(form) {
  const field = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  let running;
  let timer;

  list.id = `${field.id}-saran`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector(`label[for="${field.id}"]`).textContent);
  list.hidden = true;
  field.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    field.setAttribute(name, value);
  }

  const options = () => [...list.children];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) choose(null);
  }

  function forget() {
    clearTimeout(timer);
    running?.abort();
    show(false);
  }

  async function ask() {
    const words = field.value.trim();
    running?.abort();
    if (words.length < LEAST) return show(false);
    running = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { signal: running.signal });
      const fresh = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
      list.replaceChildren(...fresh.querySelectorAll("li"));
      show(list.children.length > 0 && document.activeElement === field);
    } catch {
      show(false); // nothing is lost: the form still submits
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      forget();
    } else if (step && all.length) {
      event.preventDefault();
      const at = all.indexOf(chosen());
      show(true);
      choose(all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length]);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      location.assign(chosen().dataset.url);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
  field.addEventListener("blur", forget);
  form.addEventListener("submit", forget);
}

document.querySelectorAll("form[data-suggest]").forEach(suggestIn);
