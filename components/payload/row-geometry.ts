export const rowHeight = 21;

/** Up to here every row is drawn, so that the browser's own search finds them. Also the server's share. */
export const drawnRowsMax = 200;

/** Browsers cut elements that are taller: Firefox at 17.9 million pixels, Chromium at 33.5 million. */
const tallestPixels = 15_000_000;

export type RowGeometry = {
  count: number;
  /** Height of the scroller, in pixels. */
  viewport: number;
};

/** Height of what is scrolled, as if every row were `rowHeight` tall. */
export function toContentHeight({ count }: RowGeometry): number {
  return Math.min(count * rowHeight, tallestPixels);
}

/** The row at the upper edge for a scroll position; its fraction is the part scrolled past. */
export function toRowAtTop(top: number, geometry: RowGeometry): number {
  const row = top / pixelsPerRow(geometry);
  return Math.min(Math.max(0, row), Math.max(0, lastRowAtTop(geometry)));
}

/** The inverse of `toRowAtTop`. */
export function toScrollTop(row: number, geometry: RowGeometry): number {
  return row * pixelsPerRow(geometry);
}

function pixelsPerRow(geometry: RowGeometry): number {
  const last = lastRowAtTop(geometry);
  return last > 0 ? (toContentHeight(geometry) - geometry.viewport) / last : rowHeight;
}

function lastRowAtTop({ count, viewport }: RowGeometry): number {
  return count - viewport / rowHeight;
}
