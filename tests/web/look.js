// What a checker of accessibility looks for, in our own words: run in the page, returns a list of problems.
() => {
  const problems = [];
  const name = (e) => `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}${e.className && e.className.baseVal === undefined ? "." + [...e.classList].join(".") : ""} "${(e.textContent || e.value || "").trim().slice(0, 40)}"`;
  const seen = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

  if (!document.documentElement.lang) problems.push("the page has no language");
  if (!document.title) problems.push("the page has no title");
  if (document.querySelectorAll("main").length !== 1) problems.push("there is not one main part");
  if (![...document.querySelectorAll("h1")].some(seen)) problems.push("there is no h1 to be seen");
  const ids = new Map();
  for (const e of document.querySelectorAll("[id]")) ids.set(e.id, (ids.get(e.id) ?? 0) + 1);
  for (const [id, times] of ids) if (times > 1) problems.push(`the id ${id} stands ${times} times`);

  // Every control has a name that a screen reader can say.
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href], summary, meter")) {
    const labels = [...(e.labels ?? [])].map((l) => l.textContent).join(" ");
    const said = [e.getAttribute("aria-label"), e.title, labels, e.textContent, e.querySelector?.("title")?.textContent];
    if (!said.some((s) => s && s.trim())) problems.push(`without a name: ${name(e)}`);
  }
  for (const e of document.querySelectorAll("img:not([alt]), svg[role=img]:not([aria-label])")) problems.push(`without words: ${name(e)}`);
  for (const e of document.querySelectorAll("[role=img] a[href]")) problems.push(`a link inside a picture: ${name(e)}`);
  for (const e of document.querySelectorAll("th:not([scope])")) problems.push(`a head of a table without scope: ${name(e)}`);

  // Contrast by WCAG 2.2, 1.4.3: 4.5, or 3 for large text.
  const dot = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (css) => {
    if (!known.has(css)) {
      dot.clearRect(0, 0, 1, 1); dot.fillStyle = css; dot.fillRect(0, 0, 1, 1);
      known.set(css, [...dot.getImageData(0, 0, 1, 1).data].map((v, i) => (i === 3 ? v / 255 : v)));
    }
    return known.get(css);
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const behind = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), rgba("Canvas"));
  };
  const light = (c) => c.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const told = new Set();
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|OPTION|TITLE)$/i.test(e.tagName) || e.closest("[aria-hidden=true], meter, .sr, [disabled], svg") || !seen(e)) continue;
    const style = getComputedStyle(e);
    const back = behind(e);
    const [a, b] = [light(over(rgba(style.color), back)), light(back)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const key = `${e.className}|${style.color}|${back}`;
    if (contrast < least - 0.01 && !told.has(key)) {
      told.add(key);
      problems.push(`contrast ${contrast.toFixed(2)} under ${least}: ${name(e)}`);
    }
  }
  return problems;
}
