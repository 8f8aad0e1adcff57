// A button that copies the text of the field it names; without this script there is no such button.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // no clipboard outside https
    }
    button.textContent = "Sudah disalin";
    setTimeout(() => (button.textContent = label), 2000);
  });
}
