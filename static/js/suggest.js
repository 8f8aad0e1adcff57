// Suggestions under the search box: the combobox of ARIA. Without this script the form just works.
for (const form of document.querySelectorAll("form[data-suggest]")) {
  const input = form.querySelector("[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let active = -1; // the suggestion chosen with the arrow keys
  let asked = new AbortController();
  let timer;

  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };
  set(list, { id: "saran", class: "suggestions", role: "listbox", "aria-label": "Saran", hidden: "" });
  set(status, { class: "visually-hidden", role: "status" });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": "saran", "aria-expanded": "false" });
  input.parentElement.append(list, status);

  const choose = (index) => {
    list.children[active]?.removeAttribute("aria-selected");
    active = index;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option?.id ?? "");
  };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map(({ label, url }, index) => {
      const option = document.createElement("li");
      set(option, { id: `saran-${index}`, role: "option", "data-url": url });
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
    asked.abort();
    show([]);
  };

  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const address = `${form.dataset.suggest}?q=${encodeURIComponent(input.value)}`;
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      // typed on, or offline
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 3) close();
    else timer = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && last >= 0) close();
    else if (event.key === "ArrowDown" && last >= 0) choose(active < last ? active + 1 : -1);
    else if (event.key === "ArrowUp" && last >= 0) choose(active < 0 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) list.children[active].click();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => target.dataset.url && location.assign(target.dataset.url));
}
