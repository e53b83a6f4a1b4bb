import { GrowingColumn } from "../json/growing-column.ts";
import { cell, isContainer, noNode } from "../json/model.ts";
import type { Column, JsonModel } from "../json/model.ts";

/** The lines of a diff, one cell per fact. */
export type DiffRows = {
  readonly size: number;
  readonly sign: Column;
  /** Of the right document, or of the left one for what is removed; `noNode` for a gap. */
  readonly node: Column;
  readonly depth: Column;
  readonly form: Column;
  /** Of a gap, how much it leaves out; of any other line, its node on the other side, or `noNode`. */
  readonly extra: Column;
};

export const rowSign = { same: 0, removed: 1, added: 2, gap: 3, moved: 4, masked: 5 } as const;

/** `folded`: a container in one line. `cut`: the gap is the rest of a subtree. */
export const rowForm = { plain: 0, closing: 1, folded: 2, cut: 3 } as const;

/** A subtree that is on one side alone is drawn up to here. */
export const subtreeRowsMax = 500;

/** The columns of `DiffRows` while they grow. */
export class DiffRowTable {
  readonly #sign = new GrowingColumn();
  readonly #node = new GrowingColumn();
  readonly #depth = new GrowingColumn();
  readonly #form = new GrowingColumn();
  readonly #extra = new GrowingColumn();

  add(sign: number, node: number, depth: number, form: number, extra: number): void {
    this.#sign.push(sign);
    this.#node.push(node);
    this.#depth.push(depth);
    this.#form.push(form);
    this.#extra.push(extra);
  }

  /** Everything in a node, from its opening to its closing bracket, as far as it is drawn. */
  addSubtree(sign: number, model: JsonModel, root: number, level: number, extra: number): void {
    const end = cell(model.next, root);
    const base = level - cell(model.depth, root);
    const open: number[] = [];
    const closeUntil = (node: number) => {
      for (let last = open.at(-1); last !== undefined && cell(model.next, last) <= node;) {
        this.add(sign, last, base + cell(model.depth, last), rowForm.closing, noNode);
        open.pop();
        last = open.at(-1);
      }
    };
    for (let node = root; node < end; node++) {
      closeUntil(node);
      if (node - root >= subtreeRowsMax) {
        this.add(rowSign.gap, noNode, level + open.length, rowForm.cut, end - node);
        break;
      }
      const isFull = isContainer(model, node) && cell(model.count, node) > 0;
      const form = isContainer(model, node) && !isFull ? rowForm.folded : rowForm.plain;
      this.add(sign, node, base + cell(model.depth, node), form, node === root ? extra : noNode);
      if (isFull) open.push(node);
    }
    closeUntil(end);
  }

  toRows(): DiffRows {
    return {
      size: this.#sign.length,
      sign: this.#sign.toColumn(),
      node: this.#node.toColumn(),
      depth: this.#depth.toColumn(),
      form: this.#form.toColumn(),
      extra: this.#extra.toColumn(),
    };
  }
}
