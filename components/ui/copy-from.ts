import { copyText } from "./copy-text.ts";

/** Fetches a text and puts it on the clipboard; answers what to tell the reader. */
export async function copyFrom(href: string): Promise<{ message: string }> {
  const text = await fetch(href).then(
    (response) => (response.ok ? response.text() : null),
    () => null,
  );
  if (text === null) return { message: "Gantry did not answer" };
  return { message: (await copyText(text)) ? "Copied" : "Could not copy" };
}
