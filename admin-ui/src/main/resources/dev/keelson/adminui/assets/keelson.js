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
