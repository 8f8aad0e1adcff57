// Suggestions under the search box: a combobox as ARIA describes it. Without this script the form just works.
for (const form of document.querySelectorAll("form[data-suggest]")) {
  const input = form.querySelector("[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let active = -1; // which suggestion is chosen with the arrow keys
  let asking = new AbortController();
  let timer;

  list.id = "saran";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Saran");
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.parentElement.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) input.setAttribute(name, value);

  const choose = (index) => {
    const options = list.children;
    options[active]?.removeAttribute("aria-selected");
    active = index;
    options[active]?.setAttribute("aria-selected", "true");
    options[active]?.scrollIntoView({ block: "nearest" });
    if (options[active]) input.setAttribute("aria-activedescendant", options[active].id);
    else input.removeAttribute("aria-activedescendant");
  };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(({ label, url }, index) => {
      const option = document.createElement("li");
      option.id = `saran-${index}`;
      option.setAttribute("role", "option");
      option.dataset.url = url;
      option.textContent = label;
      return option;
    }));
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? "" : `${suggestions.length} saran`;
    choose(-1);
  };

  const close = () => {
    clearTimeout(timer);
    asking.abort();
    show([]);
  };

  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(input.value)}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      // typed on, or offline: no suggestions
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 3) close();
    else timer = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape" && count) close();
    else if (event.key === "ArrowDown" && count) choose(active + 1 < count ? active + 1 : -1);
    else if (event.key === "ArrowUp" && count) choose(active < 0 ? count - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) location.assign(list.children[active].dataset.url);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}
