import "server-only";
import type { ServerResponse } from "node:http";

/**
 * Takes what is written whether the client reads it or not, and calls `onWhole` when that was all. For answers that
 * are short: one that waits for its reader would keep its place meanwhile.
 */
export function handOver(response: ServerResponse, onWhole: () => void): void {
  response.write = new Proxy(response.write, {
    apply(write, self, args) {
      Reflect.apply(write, self, args);
      return true;
    },
  });
  response.end = new Proxy(response.end, {
    apply(end, self, args) {
      onWhole();
      return Reflect.apply(end, self, args);
    },
  });
}
