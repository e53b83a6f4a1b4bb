/**
 * Puts a text on the clipboard; false when the browser refuses. `navigator.clipboard` is missing on
 * plain HTTP, where `execCommand` still works.
 */
export async function copyText(text: string): Promise<boolean> {
  if ("clipboard" in navigator) {
    const isWritten = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (isWritten) return true;
  }
  return copyBySelection(text);
}

/** Fetches a text and puts it on the clipboard; answers what to tell the reader. */
export async function copyFrom(href: string): Promise<{ message: string }> {
  const text = await fetch(href).then(
    (response) => (response.ok ? response.text() : null),
    () => null,
  );
  if (text === null) return { message: "Gantry did not answer" };
  return { message: (await copyText(text)) ? "Copied" : "Could not copy" };
}

/** Something has to be selected; what is copied is put in by hand, since a field would change the ends of lines. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = " ";
  area.setAttribute("readonly", "");
  area.style.cssText = "position:fixed;opacity:0;pointer-events:none";
  document.body.append(area);
  area.select();
  const put = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  };
  document.addEventListener("copy", put);
  const isCopied = document.execCommand("copy");
  document.removeEventListener("copy", put);
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return isCopied;
}
