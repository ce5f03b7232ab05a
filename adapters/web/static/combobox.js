// Completion of a line or a field: a list that the arrow keys go through. Enter sends what is typed unless something of
// the list is chosen, and Tab leaves the field unless something is chosen, so that the list is never in the way.

import { ask } from "./ask.js";

const PATIENCE = 80; // milliseconds of not typing before completions are asked for

/** Complete `input`; `asked(typed)` is what to ask the server for, or null for nothing. */
export function complete(input, asked) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  let offers = [];
  let at = -1;
  let timer = 0;
  let turn = 0;

  const close = () => {
    offers = [];
    at = -1;
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const show = (found) => {
    close();
    offers = found;
    list.replaceChildren(...found.map((offer, place) => option(list.id, offer, place)));
    list.hidden = !found.length;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };

  const mark = (place) => {
    list.children[at]?.setAttribute("aria-selected", "false");
    at = place;
    const chosen = list.children[at];
    if (!chosen) return input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  };

  const look = async () => {
    const mine = ++turn;
    const body = asked(input.value);
    if (!body) return close();
    const found = await ask("/complete", body).catch(() => []);
    if (mine === turn && document.activeElement === input) show(found);
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, PATIENCE);
  };

  const stop = () => {
    clearTimeout(timer);
    turn += 1;
    close();
  };

  const take = (place) => {
    input.value = offers[place].line;
    stop();
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  input.addEventListener("input", soon);
  input.addEventListener("blur", stop);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(at < 0 && step < 0 ? offers.length - 1 : (at + step + offers.length) % offers.length);
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if ((event.key === "Enter" || event.key === "Tab") && at >= 0 && !event.shiftKey) {
      take(at);
      event.preventDefault();
    } else if (event.key === "Escape") {
      stop();
      event.preventDefault();
      event.stopPropagation();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) take([...list.children].indexOf(chosen));
  });
  return { stop };
}

function option(named, offer, place) {
  const item = document.createElement("li");
  item.id = `${named}-${place}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  const label = document.createElement("span");
  label.className = "label";
  label.textContent = offer.label;
  const help = document.createElement("span");
  help.className = "help";
  help.textContent = offer.help;
  item.append(label, help);
  return item;
}
