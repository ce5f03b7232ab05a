// The conversation: everything somebody does goes to the server, and what comes back is put into the page.

import { ask } from "./ask.js";
import { look, moved, setUp as setUpClock } from "./clock.js";
import { complete } from "./combobox.js";
import { setUp } from "./composer.js";
import { close, isOpen, open, restore } from "./discussion.js";
import { filesOf } from "./files.js";
import { apply, lead, toEnd } from "./log.js";
import { follow } from "./stream.js";
import { localise } from "./times.js";

const lost = document.getElementById("lost");
const failed = document.getElementById("failed");

/** Do something, and show what came of it. False where it did not arrive. */
async function act(path, body, { focus = false, busy = null } = {}) {
  busy?.setAttribute("aria-busy", "true");
  try {
    const outcome = await ask(path, body);
    failed.hidden = true;
    outcome.changes.forEach(apply);
    if (outcome.thread) await open(outcome.thread, prepare);
    if (outcome.shown) lead(outcome.shown, { focus });
    fields();
    look().catch(() => {});
    return true;
  } catch {
    failed.hidden = false;
    return false;
  } finally {
    busy?.removeAttribute("aria-busy");
  }
}

function entryOf(target) {
  return target.closest("article")?.dataset.number ?? "";
}

/** Make the composer of a new part of the page work, and show its times. */
function prepare(root) {
  localise(root);
  for (const form of root.querySelectorAll("form.composer")) {
    setUp(form, (line, thread) => act("/do/say", { line, thread }, { busy: form }));
  }
}

/** Complete the fields of forms that came with an answer. */
function fields() {
  for (const input of document.querySelectorAll("[data-suggest]:not([data-ready])")) {
    input.dataset.ready = "";
    const { command } = input.form.dataset;
    complete(input, (line) => ({ line, command, option: input.dataset.suggest }));
  }
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("button, a, summary");
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (!target) return;
  const under = entryOf(target);
  const { wire, chosen, act: command, dismiss, line, thread, close: closes } = target.dataset;
  if (line !== undefined) {
    act("/do/say", { line }, { busy: target });
  } else if (wire !== undefined && target.type === "button") {
    act("/do/press", { under, wire, chosen: chosen === undefined ? [] : [chosen] }, { busy: target });
  } else if (command !== undefined) {
    act("/do/act", { under, command }, { busy: target });
  } else if (dismiss !== undefined) {
    act("/do/dismiss", { under });
  } else if (thread !== undefined && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    open(thread, prepare).catch(() => (failed.hidden = false));
  } else if (closes !== undefined) {
    event.preventDefault();
    close();
  }
  if (target.closest("details.menu li")) target.closest("details").open = false;
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const { wire } = form.dataset;
  if (wire === undefined) return;
  event.preventDefault();
  const under = entryOf(form);
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const files = await filesOf(form).catch(() => null);
  failed.hidden = files !== null;
  if (files === null) return;
  const named = Object.keys(files).map((name) => [name, name]);
  act("/do/submit", { under, wire, fields: Object.fromEntries([...typed, ...named]), files }, { busy: form });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const menu = document.activeElement?.closest("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (document.activeElement?.closest("[data-discussion]")) {
    close();
  }
});

// A list that opens below the edge of what is seen is brought into view.
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches?.("article details.menu[open]")) {
      event.target.lastElementChild.scrollIntoView({ block: "nearest" });
    }
  },
  true,
);

follow({
  changed: (change) => {
    apply(change);
    if (change.gone && isOpen(change.number)) close();
    fields();
  },
  moved,
  connected: (isConnected) => (lost.hidden = isConnected),
});

prepare(document);
setUpClock(() => (failed.hidden = false));
restore();
fields();
toEnd(document.querySelector('[data-log=""]'));
document.getElementById("line").focus({ preventScroll: true });
document.documentElement.dataset.ready = "";
