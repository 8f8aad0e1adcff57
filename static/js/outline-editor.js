// Tab nests, Enter goes on, a paste is tidied, the preview follows. The form works without.
const hint = document.querySelector("#cara-menulis");
hint.hidden = false;

const ask = async (address, { form, name }, teks) => {
  const csrfmiddlewaretoken = form.csrfmiddlewaretoken.value;
  const body = new URLSearchParams({ csrfmiddlewaretoken, komponen: name, teks });
  try {
    const answer = await fetch(address, { method: "POST", body });
    if (answer.ok && !answer.redirected) return await answer.text();
  } catch {} // offline
};

// As if typed: undo works
const replace = (field, start, end, text) => {
  field.setSelectionRange(start, end);
  document.execCommand(text ? "insertText" : "delete", false, text);
};

const lineStart = (field, place) => field.value.lastIndexOf("\n", place - 1) + 1;

const nest = (field, outward) => {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const start = lineStart(field, from);
  const found = value.indexOf("\n", to - (to > from));
  const end = found < 0 ? value.length : found;
  const old = value.slice(start, end);
  const text = outward ? old.replace(/^ {1,2}/gm, "") : old.replace(/^/gm, "  ");
  if (text === old) return;
  replace(field, start, end, text);
  const caret = Math.max(start, from + text.length - old.length);
  if (from === to) field.setSelectionRange(caret, caret);
  else field.setSelectionRange(start, start + text.length);
};

// Roman numerals as far as catalog/rules/markers.py counts in them
const ONES = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
const ROMAN = Array.from({ length: 39 }, (_, before) => "x".repeat((before + 1) / 10) + ONES[(before + 1) % 10]);
const ITEM = /^( *)(?:(\(?)(\d{1,3}|[a-z]|[ivx]{2,6})([.)])(?: +(.*))?$)?/i;

// The body of the item before this one on its level; none where a paragraph or the end of the level comes first
const bodyBefore = (lines, indent, open, close) => {
  for (const line of lines.reverse()) {
    const [, itsIndent, itsOpen, body, itsClose] = ITEM.exec(line);
    if (!line.trim() || itsIndent.length > indent.length) continue;
    return itsIndent === indent && itsOpen === open && itsClose === close ? body : undefined;
  }
};

// What is counted after body: v. follows iv. as well as u., and only the item before tells which it was
const counted = (body, before) => {
  if (body > 0) return body < 999 && +body + 1;
  const [letter, last] = [body, before ?? ""].map((each) => each.toLowerCase());
  const place = ROMAN.indexOf(letter);
  const isRoman = place >= 0 && (place ? ROMAN[place - 1] === last || letter[1] : last !== "h");
  const next = isRoman
    ? ROMAN[place + 1]
    : /^[a-y]$/.test(letter) && String.fromCharCode(letter.charCodeAt(0) + 1);
  return next && (body === letter ? next : next.toUpperCase());
};

const goOn = (field) => {
  const { selectionStart: place, selectionEnd: end, value } = field;
  const start = lineStart(field, place);
  const line = value.slice(start, place);
  const [, indent, open, body, close, rest] = ITEM.exec(line);
  if (body && rest === "") return replace(field, start, end, indent.slice(2)); // an empty item
  const next = rest && counted(body, bodyBefore(value.slice(0, start).split("\n"), indent, open, close));
  replace(field, place, end, `\n${indent}${next ? `${open}${next}${close} ` : ""}`);
};

const tidy = async (field, start, end) => {
  const raw = field.value.slice(start, end);
  const text = await ask(hint.dataset.tidy, field, raw);
  if (text === undefined || text === raw || field.value.slice(start, end) !== raw) return;
  const indent = /^ *$/.exec(field.value.slice(lineStart(field, start), start))?.[0] ?? "";
  field.focus();
  replace(field, start, end, text.replaceAll("\n", `\n${indent}`));
};

for (const field of document.querySelectorAll("textarea.outline-editor")) {
  const row = field.closest(".editing-row");
  const preview = row.querySelector(".editing-columns > .preview");
  let leaving = false; // by Tab, after Escape
  let timer;

  const show = async () => {
    const text = field.value;
    const html = await ask(hint.dataset.preview, field, text);
    if (html !== undefined && text === field.value) preview.innerHTML = html; // escaped by the server
  };

  field.setAttribute("aria-describedby", `cara-menulis ${field.getAttribute("aria-describedby") ?? ""}`);
  field.addEventListener("focus", () => (leaving = false));
  field.addEventListener("keydown", (event) => {
    const { key, shiftKey } = event;
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || key === "Shift") return;
    const act = key === "Tab" && !leaving ? nest : key === "Enter" && !shiftKey && goOn;
    if (key !== "Tab") leaving = key === "Escape";
    if (!act) return;
    event.preventDefault();
    act(field, shiftKey);
  });
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text").replaceAll("\r\n", "\n");
    if (!/\n|\t/.test(text.trim())) return;
    event.preventDefault();
    const start = field.selectionStart;
    replace(field, start, field.selectionEnd, text); // as it came, for undo
    tidy(field, start, start + text.length);
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 300);
  });
  row.querySelector(".tidy").addEventListener("click", (event) => {
    event.preventDefault();
    tidy(field, 0, field.value.length);
  });
}
