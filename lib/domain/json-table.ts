import type { Column, JsonIndex } from "./json-model.ts";

const charactersPerNode = 16;
const smallest = 64;

type Columns = Record<Exclude<keyof JsonIndex, "size" | "kind">, Column>;

/** The columns of a `JsonIndex` while they grow. */
export class JsonTable {
  size = 0;
  kind: Uint8Array<ArrayBuffer>;
  columns: Columns;

  constructor(textLength: number) {
    const capacity = Math.max(smallest, Math.ceil(textLength / charactersPerNode));
    this.kind = new Uint8Array(capacity);
    this.columns = mapColumns(() => new Uint32Array(capacity));
  }

  add(kind: number, start: number, parent: number, keyStart: number, keyEnd: number): number {
    const node = this.size++;
    if (node === this.kind.length) this.#resize(node * 2);
    const { columns } = this;
    this.kind[node] = kind;
    columns.start[node] = start;
    columns.parent[node] = parent;
    columns.keyStart[node] = keyStart;
    columns.keyEnd[node] = keyEnd;
    const siblings = columns.count[parent];
    if (siblings !== undefined) {
      columns.position[node] = siblings;
      columns.count[parent] = siblings + 1;
      columns.depth[node] = (columns.depth[parent] ?? 0) + 1;
    }
    return node;
  }

  close(node: number, end: number): void {
    this.columns.end[node] = end;
    this.columns.next[node] = this.size;
  }

  toIndex(): JsonIndex {
    this.#resize(this.size);
    return { size: this.size, kind: this.kind, ...this.columns };
  }

  #resize(capacity: number): void {
    const { kind, columns } = this;
    this.kind = new Uint8Array(capacity);
    this.kind.set(kind.subarray(0, capacity));
    this.columns = mapColumns((name) => {
      const wider = new Uint32Array(capacity);
      wider.set(columns[name].subarray(0, capacity));
      return wider;
    });
  }
}

function mapColumns(make: (name: keyof Columns) => Column): Columns {
  return {
    start: make("start"),
    end: make("end"),
    parent: make("parent"),
    depth: make("depth"),
    position: make("position"),
    count: make("count"),
    keyStart: make("keyStart"),
    keyEnd: make("keyEnd"),
    next: make("next"),
  };
}
