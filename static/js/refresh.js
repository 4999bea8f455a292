// Keeps figures fresh: <div data-refresh="ADDRESS"> is asked with the query of the page, twice a minute.
// Replaces every [data-live] element that has the same id in the answer, and tells [data-live-told] when it changed.
// Rests while the page is hidden, while paused, and where data is to be saved; without it the page stays as it was loaded.
const SECONDS = 30;
const source = document.querySelector("[data-refresh]");
const told = source?.querySelector("[data-refresh-told]");
const controls = source?.querySelector("[data-refresh-controls]");
const pause = controls?.querySelector("button");
let last = summary();

function summary() {
  return document.querySelector("[data-live-told]")?.textContent.trim() ?? "";
}

function savesData() {
  return navigator.connection?.saveData || matchMedia("(prefers-reduced-data: reduce)").matches;
}

function isResting() {
  return document.hidden || pause?.getAttribute("aria-pressed") === "true";
}

function replaceParts(fresh) {
  const focused = document.activeElement?.id;
  for (const next of fresh.querySelectorAll("[data-live][id]")) {
    document.getElementById(next.id)?.replaceWith(next);
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

async function refresh() {
  const asked = location.search;
  const answer = await fetch(source.dataset.refresh + asked, { headers: { Accept: "text/html" } });
  // Signed out, or the filter changed meanwhile: what came is not what the page shows.
  if (!answer.ok || answer.redirected || asked !== location.search) return;
  replaceParts(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (summary() !== last) told.textContent = last = summary();
}

if (source && !savesData()) {
  controls.hidden = false;
  pause.addEventListener("click", () => {
    pause.setAttribute("aria-pressed", String(pause.getAttribute("aria-pressed") !== "true"));
  });
  setInterval(() => {
    // A line that is down for a while: the next try tells.
    if (!isResting()) refresh().catch(() => {});
  }, SECONDS * 1000);
}
