// Before the page is painted: the scheme that the reader chose, if any.
try {
  const chosen = localStorage.getItem("talkbook-theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch { /* storage is closed: the system decides */ }
