// Copies the address of the page: <button data-copy-address data-copied="WORDS" hidden>. Without it the button stays hidden.
const button = document.querySelector("[data-copy-address]");

if (button && navigator.clipboard) {
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href.split("#")[0]);
    button.textContent = button.dataset.copied;
  });
}
