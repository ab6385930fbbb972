// Comforts only: keys, the theme, a dropped file, pictures as PNG. Every page works without this file.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const one = (selector) => document.querySelector(selector);

  const theme = {
    now: () => root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
    kept: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
    keep: (value) => { try { localStorage.setItem("theme", value); } catch { /* storage may be closed */ } },
    turn() { root.dataset.theme = this.now() === "dark" ? "light" : "dark"; this.keep(root.dataset.theme); },
  };
  if (["light", "dark"].includes(theme.kept())) root.dataset.theme = theme.kept();
  one("#theme")?.addEventListener("click", () => theme.turn());

  // On a small screen the conditions begin closed.
  if (matchMedia("(max-width: 62rem)").matches) document.querySelectorAll(".fold").forEach((e) => e.removeAttribute("open"));

  // Walking through events and sayings.
  const stops = () => [...document.querySelectorAll(".leaf, .said[tabindex], .events tbody a.to, .plain a.to")];
  const move = (step) => {
    const all = stops();
    const at = all.findIndex((e) => e === document.activeElement || e.contains(document.activeElement));
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    if (next.id) one(`#t-${CSS.escape(next.id)}`)?.scrollIntoView({ block: "nearest" });
  };

  const dialog = one("#keys");
  one("#keys-button")?.addEventListener("click", () => dialog.showModal());
  const places = { e: "/events", a: "/articles", w: "/actors", p: "/timeline", c: "/compare", t: "/try" };
  let going = false;
  const keys = {
    "/": () => one("form[role=search] input:not([type=hidden])")?.focus(),
    "?": () => dialog?.showModal(),
    j: () => move(1),
    k: () => move(-1),
    n: () => one("a[rel=next]")?.click(),
    p: () => one("a[rel=prev]")?.click(),
    l: () => theme.turn(),
    g: () => { going = true; setTimeout(() => { going = false; }, 1500); },
  };
  document.addEventListener("keydown", (key) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(key.target.tagName) && key.target.type !== "checkbox";
    if (key.key === "Escape" && typing) key.target.blur();
    if (key.ctrlKey || key.metaKey || key.altKey || typing || dialog?.open) return;
    if (key.key === "Enter" && key.target.matches(".leaf, .said")) key.target.querySelector(".in-text")?.click();
    const go = going && places[key.key];
    going = false;
    if (go) { location.href = go; return; }
    if (Object.hasOwn(keys, key.key)) { key.preventDefault(); keys[key.key](); }
  });

  // A text or file to try: a dropped file goes into the form's own field.
  const form = one("#try");
  const file = one("#file");
  form?.addEventListener("dragover", (e) => { e.preventDefault(); form.classList.add("over"); });
  form?.addEventListener("dragleave", () => form.classList.remove("over"));
  form?.addEventListener("drop", (e) => {
    form.classList.remove("over");
    if (!e.dataTransfer.files.length) return;
    e.preventDefault();
    file.files = e.dataTransfer.files;
    form.requestSubmit();
  });
  form?.addEventListener("submit", () => { form.querySelector("button.primary").textContent = "Coding …"; });

  // A picture as PNG: its SVG is drawn on a canvas here, so that nothing has to be installed on the server.
  const SCALE = 2;
  const save = (image, name) => {
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }, "image/png");
  };
  for (const button of document.querySelectorAll("[data-png]")) {
    button.addEventListener("click", () => {
      const image = new Image();
      image.addEventListener("load", () => save(image, button.dataset.png.replace(/^\/|\.svg.*$/g, "") + ".png"));
      image.src = button.dataset.png;
    });
  }
})();
