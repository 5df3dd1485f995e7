window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href }; // else a page below the first looks for the server at its own address first
