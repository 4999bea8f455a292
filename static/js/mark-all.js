// One checkbox that marks all others of its form: <label data-mark-all hidden>. Without this module each is marked by itself.
for (const label of document.querySelectorAll("[data-mark-all]")) {
  const all = label.querySelector("input");
  const others = [...label.closest("form").querySelectorAll(".mark-choice input")];
  label.hidden = false;
  all.addEventListener("change", () => {
    for (const one of others) one.checked = all.checked;
  });
}
