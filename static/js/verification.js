// Computes the SHA-256 of a chosen or dropped file and asks for that fingerprint alone: the file is never sent.
// Needs a secure context (https); without it the page tells how to compute it by hand.
const MOST_BYTES = 512 * 1024 * 1024; // more than any report, and what a browser holds in memory
const form = document.querySelector("[data-verify]");
const status = form.querySelector("[data-status]");
const progress = form.querySelector("[data-progress]");
const typed = document.getElementById("sidik");
let latest = 0;

function say(what) {
  status.textContent = what ? status.dataset[what] : "";
}

// Piece by piece, so that a slow disk shows how far it is.
async function bytesOf(file) {
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let place = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes.set(piece.value, place);
    place += piece.value.length;
    progress.value = Math.round((100 * place) / file.size);
  }
  return bytes;
}

async function fingerprintOf(file) {
  const digest = await crypto.subtle.digest("SHA-256", await bytesOf(file));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function show(digits) {
  const address = new URL(typed.form.action);
  address.searchParams.set("sidik", digits);
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = document.querySelector("[data-answer]");
  place.replaceChildren(...page.querySelector("[data-answer]").childNodes);
  history.replaceState(null, "", address);
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

async function verify(file) {
  const own = ++latest;
  if (file.size > MOST_BYTES) return say("large");
  say("counting");
  progress.value = 0;
  progress.hidden = false;
  let digits;
  try {
    digits = await fingerprintOf(file);
  } catch {
    if (own === latest) say("unread");
    return;
  } finally {
    if (own === latest) progress.hidden = true;
  }
  if (own !== latest) return;
  typed.value = digits;
  say("asking");
  try {
    await show(digits);
    say("");
  } catch {
    say("lost");
  }
}

if (globalThis.crypto?.subtle) {
  form.hidden = false;
  document.querySelector("[data-no-verify]").hidden = true;
  document.querySelector("[data-by-hand]").open = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  const choose = form.querySelector("input[type=file]");
  // The same file again, saved anew meanwhile, is a choice, too.
  choose.addEventListener("click", () => { choose.value = ""; });
  choose.addEventListener("change", () => {
    if (choose.files.length) verify(choose.files[0]);
  });
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.toggleAttribute("data-over", name === "dragenter" || name === "dragover");
    });
  }
  form.addEventListener("drop", ({ dataTransfer }) => {
    if (dataTransfer.files.length) verify(dataTransfer.files[0]);
  });
}
