// The panel of a discussion: opened beside the room (over it on a phone), named in the address, closed with Escape.

import { element, part } from "./ask.js";
import { toEnd } from "./log.js";

const beside = document.getElementById("beside");
let cameFrom = null;

/** Open the discussion with this id, unless it is open; `prepare` makes its composer work. */
export async function open(thread, prepare) {
  if (current() === thread) return;
  const panel = element(await part(`/discussion/${thread}`));
  if (!beside.contains(document.activeElement)) cameFrom = document.activeElement;
  beside.replaceChildren(panel);
  prepare(panel);
  show(thread);
  panel.querySelector(".composer input").focus({ preventScroll: true });
}

/** Close the discussion that is open, and go back to where it was opened. */
export function close() {
  const thread = current();
  beside.replaceChildren();
  show("");
  const link = document.querySelector(`[data-thread="${thread}"].thread-link`);
  (cameFrom?.isConnected ? cameFrom : (link ?? document.getElementById("line"))).focus();
}

/** Whether the discussion under this entry is open. */
export function isOpen(number) {
  return current() === String(number);
}

/** Show the discussion that the page came with, if any. */
export function restore() {
  show(current());
}

function current() {
  return beside.querySelector("[data-discussion]")?.dataset.discussion ?? "";
}

function show(thread) {
  document.body.classList.toggle("with-discussion", thread !== "");
  const address = new URL(location.href);
  if (thread) address.searchParams.set("thread", thread);
  else address.searchParams.delete("thread");
  address.searchParams.delete("draft");
  history.replaceState(null, "", address);
  if (thread) toEnd(beside.querySelector("[data-log]"));
}
