import "server-only";
import type { IncomingMessage } from "node:http";

/** A request's headers to read one by one, as those of the web's own `Request`. */
export function toHeaders({ headers }: IncomingMessage): { get(name: string): string | null } {
  return {
    get(name) {
      const value = headers[name];
      return Array.isArray(value) ? value.join(", ") : (value ?? null);
    },
  };
}
