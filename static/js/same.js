// "Sama seperti periode lalu": a <button data-fill="ID" data-fill-text="TEXT"> puts the text into the field of that id.
// What stands there already stays, below it. Without this module the button saves the draft in the same way.
for (const button of document.querySelectorAll("button[data-fill]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const field = document.getElementById(button.dataset.fill);
    field.value = [button.dataset.fillText, field.value].filter((text) => text.trim()).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
