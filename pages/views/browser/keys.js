// A ceremony: the clicker's keys are sent one by one and in order; a name on the wall is as large as it fits.
(() => {
  const ACTS = { PageDown: "next", PageUp: "back", KeyB: "blank" };
  const TRIES = 75, PAUSE = 400, LONGEST = 3000; // a server that is away for half a minute loses no press
  const root = document.documentElement;
  const isAt = (page) => location.pathname.replace(/\/$/, "").endsWith("/" + page);
  root.classList.toggle("on-wall", isAt("stage")); // before anything else is drawn there

  const desk = () => document.querySelector(".desk[data-desk]");
  const name = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let before = Promise.resolve(), waiting = 0;

  async function sent(told) {
    for (let tried = 0; tried < TRIES; tried += 1) {
      try {
        const answer = await fetch("/ceremony/press", {
          method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(told),
          signal: AbortSignal.timeout(LONGEST),
        });
        if (answer.status < 500) return answer.ok ? "" : answer.status === 409 ? "press-refused" : "press-lost";
      } catch { /* the server is away: the same press once more, it counts once */ }
      await new Promise((go) => setTimeout(go, PAUSE));
    }
    return "press-lost";
  }

  function press(act) {
    const held = desk();
    if (!held || held.dataset.mine !== "1") return false;
    const told = { ceremony: held.dataset.ceremony, desk: held.dataset.desk, act, press: name() };
    waiting += 1;
    before = before.then(async () => {
      const late = setTimeout(() => root.classList.add("press-waits"), 800);
      const amiss = await sent(told);
      clearTimeout(late);
      waiting -= 1;
      if (!waiting) root.classList.remove("press-waits");
      for (const state of ["press-lost", "press-refused"]) root.classList.toggle(state, state === amiss);
    });
    return true;
  }

  const isTyped = (target) => target.closest?.("input, textarea, [contenteditable=true], [role=combobox]");
  window.addEventListener("keydown", (event) => {
    if (isAt("stage") && event.code === "KeyF" && !event.repeat) return wholeScreen();
    const act = ACTS[event.code] ?? ACTS[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
    if (act === "blank" && isTyped(event.target)) return;
    if (!desk()) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) press(act);
  }, true);

  // The buttons go the same way; without this script they are Streamlit's own.
  window.addEventListener("click", (event) => {
    for (const act of new Set(Object.values(ACTS))) {
      if (event.target.closest?.(`.st-key-press_${act} button:not(:disabled)`) && press(act)) {
        event.preventDefault();
        event.stopPropagation();
      }
    }
  }, true);

  function wholeScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen().catch(() => {});
  }
  window.addEventListener("dblclick", () => { if (isAt("stage")) wholeScreen(); });

  function fits(box, held, size) {
    held.style.fontSize = size + "px";
    return held.scrollWidth <= box.clientWidth && held.offsetHeight <= box.clientHeight;
  }
  function fit(box) {
    const held = box.firstElementChild;
    if (!held) return;
    held.style.overflowWrap = "normal";
    let low = 18, high = Math.round(innerHeight * 0.3);
    if (!fits(box, held, low)) held.style.overflowWrap = "anywhere"; // a word wider than the wall
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (fits(box, held, middle)) low = middle; else high = middle;
    }
    held.style.fontSize = low + "px";
  }
  const all = () => document.querySelectorAll(".wall .fit").forEach(fit);
  new MutationObserver((changes) => {
    const drawn = ({ addedNodes }) => [...addedNodes].some((one) => one.querySelector?.(".fit") || one.matches?.(".wall, .fit"));
    root.classList.toggle("on-wall", isAt("stage"));
    if (changes.some(drawn)) all();
  }).observe(document, { childList: true, subtree: true });
  window.addEventListener("resize", all);
  document.fonts?.addEventListener("loadingdone", all);

  // The wall stays lit as long as it is looked at.
  const light = () => { if (isAt("stage") && !document.hidden) navigator.wakeLock?.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", light);
  light();
})();
