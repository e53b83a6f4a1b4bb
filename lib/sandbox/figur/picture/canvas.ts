export type Rgb = readonly [number, number, number];
type Point = readonly [number, number];

/** Pixels of a picture whose height is 1 and whose width is `width / height`. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.rgb = new Uint8Array(width * height * 3);
  }

  /** From the top colour to the bottom one. */
  fill(top: Rgb, bottom: Rgb): void {
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1)
        this.#blend(x, y, mix(top, bottom, y / this.height), 1);
    }
  }

  ellipse([cx, cy]: Point, [rx, ry]: Point, color: Rgb, alpha = 1): void {
    const least = Math.min(rx, ry);
    this.#paint([cx - rx, cy - ry], [cx + rx, cy + ry], color, alpha, (x, y) => {
      return (Math.hypot((x - cx) / rx, (y - cy) / ry) - 1) * least;
    });
  }

  /** A line whose thickness goes from one radius to another. */
  limb([ax, ay]: Point, [bx, by]: Point, [ra, rb]: Point, color: Rgb): void {
    const [dx, dy] = [bx - ax, by - ay];
    const length2 = dx * dx + dy * dy;
    const r = Math.max(ra, rb);
    const from: Point = [Math.min(ax, bx) - r, Math.min(ay, by) - r];
    this.#paint(from, [Math.max(ax, bx) + r, Math.max(ay, by) + r], color, 1, (x, y) => {
      const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
      return Math.hypot(x - ax - t * dx, y - ay - t * dy) - (ra + (rb - ra) * t);
    });
  }

  /** Lines across everything, so many a picture. */
  hatch(lines: number, color: Rgb, alpha: number): void {
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        if (Math.floor(((x + y) / this.height) * lines) % 2 === 0) this.#blend(x, y, color, alpha);
      }
    }
  }

  #paint(
    [left, top]: Point,
    [right, bottom]: Point,
    color: Rgb,
    alpha: number,
    distance: (x: number, y: number) => number,
  ): void {
    const scale = this.height;
    const lastY = Math.min(this.height - 1, Math.ceil(bottom * scale));
    const lastX = Math.min(this.width - 1, Math.ceil(right * scale));
    for (let y = Math.max(0, Math.floor(top * scale)); y <= lastY; y += 1) {
      for (let x = Math.max(0, Math.floor(left * scale)); x <= lastX; x += 1) {
        const cover = 0.5 - distance((x + 0.5) / scale, (y + 0.5) / scale) * scale;
        if (cover > 0) this.#blend(x, y, color, Math.min(1, cover) * alpha);
      }
    }
  }

  #blend(x: number, y: number, [r, g, b]: Rgb, alpha: number): void {
    const at = (y * this.width + x) * 3;
    const { rgb } = this;
    rgb[at] = (rgb[at] ?? 0) * (1 - alpha) + r * alpha;
    rgb[at + 1] = (rgb[at + 1] ?? 0) * (1 - alpha) + g * alpha;
    rgb[at + 2] = (rgb[at + 2] ?? 0) * (1 - alpha) + b * alpha;
  }
}

export function mix([ar, ag, ab]: Rgb, [br, bg, bb]: Rgb, t: number): Rgb {
  return [ar + (br - ar) * t, ag + (bg - ag) * t, ab + (bb - ab) * t];
}
