// Counts that a post was read: once per tab, after some seconds in sight, without a cookie and without a word of who.
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
