// The queue by keyboard: j and k (or arrows) move between reports, x marks one, / goes to the search. Enter is the link's own.
const lines = [...document.querySelectorAll("[data-line]")];
const said = document.querySelector("[data-said]");
const linkOf = (line) => line.querySelector("h3 a");
const current = () => lines.findIndex((line) => line.contains(document.activeElement));

function move(step) {
  const to = Math.min(Math.max(current() + step, 0), lines.length - 1);
  linkOf(lines[to])?.focus();
}

function mark() {
  const line = lines[current()];
  if (!line) return;
  const box = line.querySelector("input[type=checkbox]");
  box.checked = !box.checked;
  const marked = lines.filter((one) => one.querySelector("input[type=checkbox]").checked).length;
  if (said) said.textContent = `${marked} ${line.parentElement.dataset.marked}`;
}

const does = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  x: mark,
  "/": () => {
    document.querySelector("[data-queue-filter]").open = true;
    document.querySelector("[data-queue-search]").focus();
  },
};

document.addEventListener("shortcut", (event) => {
  const act = does[event.detail.key];
  if (!act || (!lines.length && event.detail.key !== "/")) return;
  event.preventDefault();
  act();
});
