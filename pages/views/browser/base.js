// A page below the first would look for the server at its own address first.
window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };

// The other language shows the view as it is now; a click on the map does not lay the link anew.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.language");
  if (!link) return;
  event.preventDefault();
  const view = new URL(location.href);
  view.searchParams.set("language", link.lang);
  location.assign(view);
});

// A session that has ended closes the page's websocket: ask whether it has, and go where that is told.
let asking = false;
async function hasEnded() {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch("/account/state", { cache: "no-store" });
    if (answer.ok && !(await answer.json()).signed_in) {
      keepTyped();
      const ended = new URL("/account/ended", location.origin);
      ended.searchParams.set("next", location.pathname + location.search);
      const language = new URLSearchParams(location.search).get("language");
      if (language) ended.searchParams.set("language", language);
      location.replace(ended);
    }
  } catch { /* the server is away: Streamlit says so, and tries again */ } finally { asking = false; }
}
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...how) {
    super(...how);
    this.addEventListener("close", hasEnded);
  }
};

// What was typed and not sent waits in this tab for the same person on the same page.
const TYPED = ".stTextInput input:not([type=password]), .stTextArea textarea, .stNumberInput input";
let waiting = Object.keys(sessionStorage).some((key) => key.startsWith("typed "));
const place = () => "typed " + location.pathname + " " + (document.querySelector(".reader b")?.textContent ?? "");
function keepTyped() {
  const typed = [...document.querySelectorAll(TYPED)].filter((field) => field.value && field.ariaLabel);
  const held = Object.fromEntries(typed.map((field) => [field.ariaLabel, field.value]));
  if (typed.length) sessionStorage.setItem(place(), JSON.stringify(held));
}
function putBack(field) {
  const held = JSON.parse(sessionStorage.getItem(place()) ?? "{}");
  const text = held[field.ariaLabel];
  if (text === undefined || field.value) return;
  delete held[field.ariaLabel];
  if (Object.keys(held).length) sessionStorage.setItem(place(), JSON.stringify(held));
  else sessionStorage.removeItem(place());
  const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text); // past React's own
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// A file that was asked for is fetched as soon as its link is there; it opens once.
const fetched = new Set();
new MutationObserver(() => {
  for (const link of document.querySelectorAll("a.export")) {
    if (fetched.has(link.href)) continue;
    fetched.add(link.href);
    link.click();
  }
  if (waiting) document.querySelectorAll(TYPED).forEach(putBack);
}).observe(document, { childList: true, subtree: true });

// Maps side by side rest on one view: what one of them tells is passed on to the others.
window.addEventListener("message", (event) => {
  const view = event.data?.mahallehView;
  if (!Array.isArray(view) || view.length !== 3 || !view.every(Number.isFinite)) return;
  const frames = [...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow);
  if (!frames.includes(event.source)) return;
  for (const other of frames) if (other !== event.source) other.postMessage({ mahallehView: view }, "*");
});
