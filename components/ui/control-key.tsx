/** Ctrl, or the key that a Mac has in its place: the page itself says on which it is read. */
export function ControlKey() {
  return (
    <>
      <span className="in-[[data-mac]]:hidden">Ctrl</span>
      <span className="hidden in-[[data-mac]]:inline">⌘</span>
    </>
  );
}
