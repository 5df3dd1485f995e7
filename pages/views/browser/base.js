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
