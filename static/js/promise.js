// Fills in when a standard's product is due if the papers are complete today: the page itself is the same every day.
for (const line of document.querySelectorAll("[data-promise]")) {
  fetch(line.dataset.promise)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((promise) => {
      if (!promise) return;
      const day = document.createElement("strong");
      day.textContent = promise.due_on_in_words;
      line.append("Bila berkas Anda lengkap hari ini, selesai paling lambat ", day, promise.provisional ? " (sementara)." : ".");
      line.hidden = false;
    })
    .catch(() => {}); // without a network the form beside it remains
}
