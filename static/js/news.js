// What a news post does beside its text: it is counted as read, and its address can be copied.

// Once per tab, after some seconds in sight, without a cookie and without a word of who reads.
const address = document.querySelector("[data-read]")?.dataset.read;
const SECONDS = 4;

function counted() {
  try {
    const key = `read ${address.replace(/^\/en\//, "/")}`;
    if (sessionStorage.getItem(key)) return true;
    sessionStorage.setItem(key, "1");
    return false;
  } catch {
    return true; // no storage: rather not counted than counted at each reload
  }
}

function count() {
  if (!document.hidden && !counted()) navigator.sendBeacon(address);
}

if (address && navigator.sendBeacon) {
  setTimeout(() => {
    if (document.hidden) document.addEventListener("visibilitychange", count, { once: true });
    else count();
  }, SECONDS * 1000);
}

// <button data-copy-address data-copied="WORDS" hidden>: stays hidden where nothing can be copied.
const button = document.querySelector("[data-copy-address]");

if (button && navigator.clipboard) {
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href.split("#")[0]);
    button.textContent = button.dataset.copied;
  });
}
