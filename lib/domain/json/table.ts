import type { Column, JsonIndex } from "./model.ts";

const smallest = 1_024;
/** More room than the text so far lets expect. */
const spare = 1.1;
const leastGrowth = 1.25;
const mostGrowth = 16;

type Columns = Record<Exclude<keyof JsonIndex, "size" | "kind">, Column>;

/** The columns of a `JsonIndex` while they grow. */
export class JsonTable {
  size = 0;
  kind: Uint8Array<ArrayBuffer>;
  columns: Columns;

  #expectedLength: number;

  constructor(expectedLength: number) {
    this.#expectedLength = expectedLength;
    this.kind = new Uint8Array(smallest);
    this.columns = mapColumns(() => new Uint32Array(smallest));
  }

  add(kind: number, start: number, parent: number, keyStart: number, keyEnd: number): number {
    const node = this.size++;
    if (node === this.kind.length) this.#grow(start);
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
    const { size, kind, columns } = this;
    return {
      size,
      kind: kind.subarray(0, size),
      ...mapColumns((name) => columns[name].subarray(0, size)),
    };
  }

  /** To what the whole needs when it goes on as densely as up to the offset. */
  #grow(offset: number): void {
    const { size, kind, columns } = this;
    const growth = (spare * this.#expectedLength) / Math.max(1, offset);
    const capacity = Math.ceil(size * Math.min(mostGrowth, Math.max(leastGrowth, growth)));
    this.kind = new Uint8Array(capacity);
    this.kind.set(kind);
    this.columns = mapColumns((name) => {
      const wider = new Uint32Array(capacity);
      wider.set(columns[name]);
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
