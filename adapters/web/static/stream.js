// The live stream of what happens in the room. It rests while the page is not seen: a browser opens six connections to
// one address and no more, and pages that nobody looks at would keep them from those that somebody does.

import { streamAddress } from "./ask.js";

/**
 * Follow the room: `changed(change)` for each change, `moved()` when somebody moved the clock, `connected(isConnected)`
 * when the connection comes or goes.
 */
export function follow({ changed, moved, connected }) {
  let seen = document.body.dataset.after;
  let stream = null;

  const rest = () => {
    stream?.close();
    stream = null;
  };

  const listen = () => {
    rest();
    stream = new EventSource(streamAddress(seen));
    stream.addEventListener("open", () => connected(true));
    stream.addEventListener("error", () => connected(false));
    stream.addEventListener("anew", () => location.reload());
    stream.addEventListener("clock", moved);
    stream.addEventListener("message", (event) => {
      seen = event.lastEventId;
      changed(JSON.parse(event.data));
    });
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
}
