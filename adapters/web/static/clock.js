// The clock panel: what time it is for the bot, and the buttons that move that time.

import { ask, element, part } from "./ask.js";
import { followEnd } from "./log.js";
import { show } from "./times.js";

const ARRIVES = 6000; // milliseconds after which a prompt that was due has come
const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const said = document.getElementById("clock-said");
let bot = null;
let looksAgain = 0;

/** Make the panel work, where the page has one; `failed` is told when a move did not arrive. */
export function setUp(failed) {
  if (!panel()) return;
  wind();
  showNext();
  setInterval(tick, 1000);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-clock-toggle], [data-move]");
    if (!button) return;
    if (button.dataset.move) move(button).catch(failed);
    else open(panel().hidden);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && panel().contains(document.activeElement)) open(false);
  });
}

/** Show how the clock stands, where there is one: somebody has moved it. */
export async function moved() {
  if (panel()) put(JSON.parse(await part("/clock")));
}

/** Show how it stands, if anybody sees it: a prompt may have been set up, or have come. */
export async function look() {
  if (panel() && !panel().hidden) await moved();
}

async function move(button) {
  button.setAttribute("aria-busy", "true");
  followEnd(document.querySelector('[data-log=""]'));
  try {
    const outcome = await ask("/clock/move", { by: button.dataset.move });
    if (!outcome.refused) put(outcome);
    said.textContent = outcome.refused ?? panel().dataset.said;
    said.classList.toggle("hidden", !outcome.refused);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** Put the panel and the time in the masthead in place of what they were; the focus stays. */
function put({ panel: html, toggle: button }) {
  const old = panel();
  const fresh = element(html);
  const moves = document.activeElement?.dataset?.move;
  fresh.hidden = old.hidden;
  old.replaceWith(fresh);
  replaceToggle(element(button));
  if (moves) (fresh.querySelector(`[data-move="${moves}"]:not(:disabled)`) ?? first()).focus({ preventScroll: true });
  wind();
  showNext();
}

/** Let the list end with what comes next, without moving anything but the list. */
function showNext() {
  const list = panel().querySelector(".scroll");
  const next = list.querySelector(".stop.coming");
  if (next) list.scrollTop = next.offsetTop + next.offsetHeight - list.clientHeight;
}

function replaceToggle(fresh) {
  const old = toggle();
  const hadFocus = old === document.activeElement;
  fresh.setAttribute("aria-expanded", old.getAttribute("aria-expanded"));
  old.replaceWith(fresh);
  if (hadFocus) fresh.focus();
}

function open(isOpen) {
  panel().hidden = !isOpen;
  document.body.classList.toggle("with-clock", isOpen);
  toggle().setAttribute("aria-expanded", String(isOpen));
  const address = new URL(location.href);
  if (isOpen) address.searchParams.set("clock", "");
  else address.searchParams.delete("clock");
  history.replaceState(null, "", address);
  look().catch(() => {});
  (isOpen ? first() : toggle()).focus({ preventScroll: true });
}

/** Take the bot's time from the panel, and go on from there. */
function wind() {
  bot = { at: Date.parse(panel().dataset.now), since: performance.now() };
  for (const time of panel().querySelectorAll("time")) show(time);
  const isThere = panel().querySelector(`.faces [data-zone="${own}"]`) !== null;
  panel().querySelector("[data-own-face]").hidden = isThere;
  tick();
}

function tick() {
  const now = bot.at + performance.now() - bot.since;
  for (const time of document.querySelectorAll("time[data-ticks]")) {
    time.dateTime = new Date(now).toISOString();
    show(time);
  }
  const next = panel().querySelector(".stop.coming time");
  if (next && Date.parse(next.dateTime) + ARRIVES < now && now > looksAgain) {
    looksAgain = now + ARRIVES;
    look().catch(() => {});
  }
}

function panel() {
  return document.getElementById("clock");
}

function toggle() {
  return document.querySelector(".masthead [data-clock-toggle]");
}

function first() {
  return panel().querySelector("[data-move]:not(:disabled)");
}
