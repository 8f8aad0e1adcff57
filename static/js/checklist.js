// Makes the requirements a list to tick off. The ticks stay on this device; words and markers stay as they are printed.
for (const list of document.querySelectorAll("[data-checklist]")) {
  const place = `syarat ${location.pathname}`;
  const items = [...document.querySelectorAll("#komponen-1 .outline li")].filter((item) => !item.querySelector("li"));
  const nameOf = (item, index) => `${index} ${item.textContent.trim()}`;
  const boxes = items.map((item, index) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = nameOf(item, index);
    const label = document.createElement("label");
    const words = document.createElement("span");
    words.append(...[...item.childNodes].slice(1)); // all but the marker
    label.append(box, words);
    item.append(label);
    return box;
  });

  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(place)) ?? [];
    } catch {
      return []; // a browser that keeps nothing
    }
  };

  const tick = () => {
    const ticked = boxes.filter((box) => box.checked);
    list.querySelector("output").textContent = `${ticked.length} dari ${boxes.length} syarat siap.`;
    try {
      if (ticked.length) localStorage.setItem(place, JSON.stringify(ticked.map((box) => box.value)));
      else localStorage.removeItem(place);
    } catch {} // the ticks then last as long as the page
  };

  const before = kept();
  for (const box of boxes) {
    box.checked = before.includes(box.value);
    box.addEventListener("change", tick);
  }
  if (boxes.length) {
    list.querySelector(".checklist-ticks").hidden = false;
    tick();
  }
}
