import type { Server } from "node:http";

/** Listens on a free port and tells the process that forked this one. */
export function reportPort(server: Server): void {
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (address !== null && typeof address === "object") process.send?.(address.port);
  });
}
