// The desk of reports: asks how far builds are and replaces their states; loads the parts that take seconds.
// Without it the page stays as it was loaded: links lead to the same answers.
const SECONDS = 3;
const watched = document.querySelector("[data-progress]");
const building = () => [...document.querySelectorAll("[data-build]")];

function fragment(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  // Signed out meanwhile: what came is another page.
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  return fragment(await answer.text());
}

function replaceStates(fresh) {
  for (const next of fresh.querySelectorAll("[data-live][id]")) {
    const here = document.getElementById(next.id);
    if (here && here.outerHTML !== next.outerHTML) here.replaceWith(next);
  }
}

// What can be done with a version changes with its state; words that are being typed are never thrown away.
function isTyping() {
  return [...document.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
}

// Of an order for hundreds the page is loaded anew when all are asked for and when all have ended, not at each of them.
function standing() {
  const order = document.querySelector("[data-batch]");
  if (order) return order.hasAttribute("data-filling") ? "asking" : "building";
  return `${building().length} left`;
}

async function follow() {
  const before = standing();
  if (before === "0 left") return;
  if (!document.hidden) {
    const builds = building().map((one) => ["b", one.dataset.build]);
    const orders = [...document.querySelectorAll("[data-batch]")].map((one) => ["paket", one.dataset.batch]);
    const asked = new URLSearchParams([...orders, ...builds]);
    await fetched(`${watched.dataset.progress}?${asked}`).then(replaceStates).catch(() => {});
    if (standing() !== before && !isTyping()) return location.reload();
  }
  setTimeout(follow, SECONDS * 1000);
}

async function load(part) {
  part.setAttribute("aria-busy", "true");
  try {
    part.replaceChildren(...(await fetched(part.dataset.part)).body.childNodes);
  } catch {
    // The link that stands there still leads to the answer.
  }
  part.removeAttribute("aria-busy");
}

if (watched && standing() !== "0 left") setTimeout(follow, SECONDS * 1000);
document.querySelectorAll("[data-part]").forEach(load);
