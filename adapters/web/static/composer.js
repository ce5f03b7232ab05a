// The line to type in: sends, completes, and remembers what was sent before (arrow up).

import { complete } from "./combobox.js";

/** Set up a composer; `send(line, thread)` resolves when the line has arrived. */
export function setUp(form, send) {
  const input = form.elements.line;
  const before = [];
  let back = 0;
  const completion = complete(input, (line) => (line.startsWith("/") || line.startsWith("／") ? { line } : null));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const line = input.value;
    if (!line.trim()) return;
    completion.stop();
    input.value = "";
    hint(form);
    before.push(line);
    back = 0;
    if (!(await send(line, form.dataset.thread)) && !input.value) input.value = line;
  });

  input.addEventListener("input", () => hint(form));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    if (event.defaultPrevented || !before.length || (input.value && !back)) return;
    back = Math.min(Math.max(back + (event.key === "ArrowUp" ? 1 : -1), 0), before.length);
    input.value = back ? before[before.length - back] : "";
    event.preventDefault();
  });
  hint(form);
}

/** Say where a line will go, while it is one that the book does not answer. */
function hint(form) {
  const line = form.elements.line.value.trimStart();
  form.classList.toggle("to-people", line !== "" && !/^[/／]/.test(line));
}
