"use strict";
// Comfort only: every page works without this file.
(() => {
  document.documentElement.classList.add("js");

  const problem = document.querySelector(".problem[role=alert]");
  if (problem) {
    problem.focus();
  }

  for (const select of document.querySelectorAll("select[data-autosubmit]")) {
    select.addEventListener("change", () => select.form.submit());
  }

  for (const pre of document.querySelectorAll("pre[data-copy]")) {
    if (!navigator.clipboard) {
      break;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = "Copied";
    });
    pre.before(button);
  }

  const live = document.querySelector("[data-live]");
  if (live && window.EventSource) {
    const events = new EventSource(live.dataset.live);
    events.addEventListener("process", (event) => {
      const process = JSON.parse(event.data);
      const row = document.getElementById("process-" + process.name);
      if (!row) {
        return;
      }
      const state = row.querySelector(".status");
      state.textContent = process.state;
      state.className = "status " + process.state;
      row.querySelector("[data-summary]").textContent = process.summary ?? "";
      row.querySelector("[data-method]").textContent = process.method ?? "";
      row.querySelector("[data-took]").textContent = process.tookMillis === undefined ? "" : process.tookMillis + " ms";
    });
    for (const name of ["ended", "error"]) {
      // An error event without data is the browser's own: it connects again by itself.
      events.addEventListener(name, (event) => {
        if (event.data) {
          events.close();
          location.reload();
        }
      });
    }
    events.addEventListener("reconnect", () => location.reload());
  }

  const writing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  const toNextFailed = () => {
    const failed = [...document.querySelectorAll("[data-spans] li.failed details")];
    if (failed.length === 0) {
      return;
    }
    const now = failed.findIndex((each) => each.contains(document.activeElement));
    const next = failed[(now + 1) % failed.length];
    next.open = true;
    next.querySelector("summary").focus();
    next.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) {
      return;
    }
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
    if (event.key === "n") {
      toNextFailed();
    }
  });
})();
