// Puts changes into the conversation. An entry is put in once and in its place, whether the stream or an answer brings
// it first; an edited one takes the place of the older, and the focus stays where it was.

import { element } from "./ask.js";
import { localise } from "./times.js";

const gone = new Map();

export function apply(change) {
  if (change.gone) {
    gone.set(change.number, change.version);
    remove(document.getElementById(`m${change.number}`));
    return;
  }
  if (gone.get(change.number) >= change.version) return;
  const old = document.getElementById(`m${change.number}`);
  if (old && Number(old.dataset.version) >= change.version) return;
  const log = document.querySelector(`[data-log="${change.thread}"]`);
  if (!log) return;
  const entry = element(change.html);
  localise(entry);
  if (old) replace(old, entry);
  else insert(log, entry);
}

/** Bring an entry into view and the focus to it: to the field to fill in next, where it is a form. */
export function lead(number, { focus = false } = {}) {
  const entry = document.getElementById(`m${number}`);
  if (!entry) return;
  entry.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  const field = entry.querySelector("[aria-invalid]") ?? entry.querySelector("form input, form select, form textarea");
  if (field) field.focus();
  else if (focus) entry.focus({ preventScroll: true });
}

/** Show the end of a log. */
export function toEnd(log) {
  const scroll = log?.closest(".scroll");
  if (scroll && log.children.length) scroll.scrollTop = scroll.scrollHeight;
}

/** Let a log show what comes next. */
export function followEnd(log) {
  const scroll = log.closest(".scroll");
  scroll.scrollTop = scroll.scrollHeight;
}

function isAtEnd(log) {
  const scroll = log.closest(".scroll");
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
}

function insert(log, entry) {
  const atEnd = isAtEnd(log);
  const number = Number(entry.dataset.number);
  let before = log.lastElementChild;
  while (before && Number(before.dataset.number) > number) before = before.previousElementSibling;
  if (before) before.after(entry);
  else log.prepend(entry);
  if (atEnd) entry.scrollIntoView({ block: "nearest" });
}

function replace(old, entry) {
  const place = focusable(old).indexOf(document.activeElement);
  const isLastSeen = isAtEnd(old) && !old.nextElementSibling;
  old.replaceWith(entry);
  if (isLastSeen) entry.scrollIntoView({ block: "nearest" });
  if (place >= 0) (focusable(entry)[place] ?? entry).focus({ preventScroll: true });
}

function remove(entry) {
  if (!entry) return;
  const hadFocus = entry.contains(document.activeElement);
  const line = entry.closest("section, aside")?.querySelector(".composer input");
  entry.remove();
  if (hadFocus) line?.focus();
}

function focusable(entry) {
  return [...entry.querySelectorAll("button, summary, a, input, select, textarea")];
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
