// How the page speaks to the server: JSON to our own address, always as the reader whom the page belongs to.

const reader = document.body.dataset.reader;

/** The answer to a POST, as JSON. Throws where it did not arrive or was not taken. */
export async function ask(path, body) {
  const response = await fetch(`${path}?${reader}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** A part of a page, as markup that our server rendered. */
export async function part(path, more = {}) {
  const query = new URLSearchParams(reader);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const response = await fetch(`${path}?${query}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

/** The address of the live stream, behind the change that was seen last. */
export function streamAddress(seen) {
  return `/stream?${reader}&after=${encodeURIComponent(seen)}`;
}

/** The element of markup that our server rendered. */
export function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}
