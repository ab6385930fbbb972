// Comforts of the review: single keys press the buttons that are on the page, selected words fill a slot.
(() => {
  "use strict";
  const typing = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  const press = (key) => {
    const found = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    found?.click();
    return Boolean(found);
  };

  // Offsets are code points of the whole text; the browser counts UTF-16 units within one piece.
  const offset = (node, units) => {
    const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement?.closest("[data-at]") : null;
    if (!piece) return null;
    return Number(piece.dataset.at) + [...node.data.slice(0, units)].length;
  };
  const selected = () => {
    const selection = getSelection();
    const text = document.getElementById("text");
    if (!selection || selection.isCollapsed || !text?.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    return { words: selection.toString().trim(), at: start === null || end === null ? "" : `${start}-${end}` };
  };
  let last = null;
  document.addEventListener("selectionchange", () => { last = selected() ?? last; });

  const take = (slot) => {
    const form = document.getElementById("correct");
    const chosen = selected() ?? last;
    const words = form?.elements[`${slot}_words`];
    if (!chosen || !words) return false;
    words.value = chosen.words;
    form.elements[`${slot}_at`].value = chosen.at;
    words.focus();
    return true;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".take");
    if (button) take(button.dataset.slot);
  });
  // Words that are typed over are looked for in the text again.
  document.addEventListener("input", (event) => {
    const name = event.target.name ?? "";
    const at = name.endsWith("_words") ? event.target.form?.elements[name.replace(/_words$/, "_at")] : null;
    if (at) at.value = "";
  });

  const slots = { 1: ["trigger", "cue"], 2: ["actors", "speakers"], 3: ["recipients", "content"] };
  let prefix = -Infinity; // when "g" was pressed, which makes the next key name a page
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") { press("Escape"); return; }
    if (typing(event.target)) return;
    if (event.timeStamp - prefix < 1500) { prefix = -Infinity; return; }
    if (event.key === "g") { prefix = event.timeStamp; return; }
    if (slots[event.key]?.some(take)) { event.preventDefault(); return; }
    if (event.key.length === 1 && press(event.key)) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  document.querySelector("#text .r-head")?.scrollIntoView({ block: "center", behavior: "instant" });
  scrollTo({ top: 0, behavior: "instant" });
  document.querySelector("#correct select, #correct input:not([type=hidden])")?.focus({ preventScroll: true });
})();
