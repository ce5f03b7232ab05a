// Every point in time in the reader's own zone and language.

// The browser's own region, so that 14:00 is 14:00 where people write it so, as long as it is in the page's language.
const page = document.documentElement.lang;
const language = navigator.languages.find((tag) => tag.split("-")[0] === page.split("-")[0]) ?? page;
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

/** Put the reader's own time in place of the words, in everything below `root`. */
export function localise(root) {
  for (const time of root.querySelectorAll("time[data-moment]")) {
    const at = new Date(time.dateTime);
    const isEntrys = time.closest(".margin");
    time.textContent = (isEntrys ? clock : day).format(at);
    time.title = whole.format(at);
  }
}
