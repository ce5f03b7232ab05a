// Search as you type: the results of the same address without the script, put in while typing.

import { element, part } from "./ask.js";
import { localise } from "./times.js";

const PATIENCE = 150; // milliseconds of not typing

const form = document.querySelector("form[data-search]");
const results = document.getElementById("results");
let timer = 0;
let turn = 0;

async function look() {
  const mine = ++turn;
  const words = form.elements.q.value;
  const found = element(await part("/library/found", { q: words }).catch(() => ""));
  if (mine !== turn || !found) return;
  results.replaceChildren(found);
  form.querySelector("[data-count]").textContent = found.dataset.said ?? "";
  const address = new URL(location.href);
  address.pathname = "/library";
  address.hash = "";
  if (words) address.searchParams.set("q", words);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, PATIENCE);
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

localise(document);
document.documentElement.dataset.ready = "";
