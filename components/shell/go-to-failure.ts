/** The next place of the page where something failed, or the one before, from the one that has the focus; round and round. */
export function goToFailure(isBackwards: boolean): void {
  const places = [...document.querySelectorAll<HTMLElement>("[data-failure]")];
  const at = places.findIndex((place) => place === document.activeElement);
  const next = places.at(isBackwards ? Math.max(at, 0) - 1 : (at + 1) % places.length);
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}
