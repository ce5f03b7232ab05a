// Every point in time in the reader's own zone and language, or in the zone it belongs to.

// The browser's own region, so that 14:00 is 14:00 where people write it so, as long as it is in the page's language.
const page = document.documentElement.lang;
const language = navigator.languages.find((tag) => tag.split("-")[0] === page.split("-")[0]) ?? page;
const clock = { hour: "2-digit", minute: "2-digit" };
const shapes = {
  time: clock,
  date: { day: "numeric", month: "long", timeZone: "UTC" },
  row: { weekday: "short", day: "numeric", month: "short", ...clock },
  whole: { weekday: "short", day: "numeric", month: "short", year: "numeric", ...clock },
  moment: { dateStyle: "medium", timeStyle: "short" },
  full: { dateStyle: "full", timeStyle: "short" },
};
const made = new Map();

/** Put the time as it is written in the reader's language in place of the words, in everything below `root`. */
export function localise(root) {
  for (const time of root.querySelectorAll("time[data-moment]")) show(time);
}

/** Put it in place of the words of one. */
export function show(time) {
  const at = new Date(time.dateTime);
  const { zone, show: shape = time.closest(".margin") ? "time" : "moment" } = time.dataset;
  const written = format(shape, zone).format(at);
  if (time.textContent === written) return;
  time.textContent = written;
  time.title = format("full", zone ?? shapes[shape].timeZone).format(at);
}

function format(shape, timeZone) {
  const key = `${shape} ${timeZone}`;
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(language, { timeZone, ...shapes[shape] }));
  return made.get(key);
}
