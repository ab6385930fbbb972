// Comforts only: keys, the theme, a dropped file. Every page works without this file.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch { /* storage may be closed */ }

  const dark = () => root.dataset.theme === "dark" ||
    (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.getElementById("theme")?.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* as above */ }
  });

  const stops = () => [...document.querySelectorAll(".leaf, .said[tabindex], tbody.event a.to")];
  const move = (step) => {
    const all = stops();
    const at = all.findIndex((e) => e === document.activeElement || e.contains(document.activeElement));
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    document.querySelector(`.text .w-${CSS.escape(next.id || "none")}`)?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (key) => {
    if (key.ctrlKey || key.metaKey || key.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(key.target.tagName)) return;
    if (key.key === "/") { key.preventDefault(); document.querySelector("form[role=search] input")?.focus(); }
    if (key.key === "j") move(1);
    if (key.key === "k") move(-1);
  });

  const form = document.getElementById("try");
  const take = async (file) => {
    if (!file || !form) return;
    if (file.size > 200000) { alert("The file is larger than 200 kB."); return; }
    form.elements.text.value = await file.text();
  };
  document.getElementById("file")?.addEventListener("change", (e) => take(e.target.files[0]));
  form?.addEventListener("dragover", (e) => e.preventDefault());
  form?.addEventListener("drop", (e) => {
    if (e.dataTransfer.files.length) { e.preventDefault(); take(e.dataTransfer.files[0]); }
  });
  form?.addEventListener("submit", () => { form.querySelector("button.primary").textContent = "Coding …"; });
})();
