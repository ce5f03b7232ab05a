// The files of a form: what was chosen, or else what was pasted, as base64 by the names of the fields.

const LIMIT = 1024 * 1024 + 1; // bytes; one more than is taken, so that the server says that it is too large

/** What the fields for files hold. */
export async function filesOf(form) {
  const files = {};
  for (const input of form.querySelectorAll("[data-file]")) {
    const name = input.dataset.file;
    const content = input.files ? input.files[0] : input.value && new Blob([input.value]);
    if (content && files[name] === undefined) files[name] = await encoded(content.slice(0, LIMIT));
  }
  return files;
}

function encoded(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
