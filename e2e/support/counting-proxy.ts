import { createServer, request as requestUpstream } from "node:http";
import { gantryUrl } from "./addresses.ts";

export type Passage = {
  path: string;
  status: number;
  /** Of the answer's body, as it came over the wire. */
  bytes: number;
  /** Whether the answer is still on its way. */
  isOpen: boolean;
};

/**
 * Stands between the browser and Gantry and keeps a list of what passed: also what a worker asks
 * for, which the browser's own tools do not show.
 */
export async function startCountingProxy(target = gantryUrl) {
  const passages: Passage[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const passage: Passage = { path, status: 0, bytes: 0, isOpen: true };
    passages.push(passage);
    const onward = requestUpstream(
      new URL(path, target),
      { method: request.method ?? "GET", headers: request.headers },
      (answer) => {
        passage.status = answer.statusCode ?? 0;
        response.writeHead(passage.status, answer.headers);
        answer.on("data", (chunk: Buffer) => {
          passage.bytes += chunk.byteLength;
        });
        answer.on("error", () => response.destroy());
        answer.pipe(response);
      },
    );
    onward.on("error", () => response.destroy());
    request.pipe(onward);
    response.on("close", () => {
      passage.isOpen = false;
      onward.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    passages,
    openLive: () => live().filter(({ isOpen }) => isOpen).length,
    countLive: () => live().length,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };

  function live(): Passage[] {
    return passages.filter(({ path }) => path.startsWith("/api/live"));
  }
}
