import "server-only";

export type Emit = (bytes: Uint8Array) => void;

/** What changes a text on its way through, in pieces of any size. What it emits may be views of what it was given. */
export type ByteFilter = { push(bytes: Uint8Array, emit: Emit): void; end(emit: Emit): void };
