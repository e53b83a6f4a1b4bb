import type { Column } from "./model.ts";

const firstCapacity = 64;

/** A column of whole numbers that grows at its end. */
export class GrowingColumn {
  length = 0;
  #cells: Column = new Uint32Array(firstCapacity);

  push(value: number): void {
    if (this.length === this.#cells.length) {
      const wider = new Uint32Array(this.length * 2);
      wider.set(this.#cells);
      this.#cells = wider;
    }
    this.#cells[this.length++] = value;
  }

  set(index: number, value: number): void {
    this.#cells[index] = value;
  }

  cut(length: number): void {
    this.length = length;
  }

  toColumn(): Column {
    return this.#cells.slice(0, this.length);
  }
}
