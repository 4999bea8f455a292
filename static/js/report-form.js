// A new report: offers only the periods that the chosen kind may end with. The server decides in any case.
const kind = document.querySelector("select[name=kind]");
const period = document.querySelector("select[name=period]");

function narrow() {
  for (const option of period.options) {
    const kinds = (option.dataset.kinds ?? "").split(" ");
    option.hidden = option.disabled = !kinds.includes(kind.value);
  }
  if (period.selectedOptions[0]?.disabled) {
    period.value = [...period.options].find((option) => !option.disabled)?.value ?? "";
  }
}

if (kind && period) {
  kind.addEventListener("change", narrow);
  narrow();
}
