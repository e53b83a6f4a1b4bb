import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { createNext } from "./create-next.ts";
import { readRaw } from "./read-raw.ts";

test("a request to upgrade is answered like any other, also after Next has seen one", async () => {
  const ask = createNext({ root: import.meta.dirname, dev: false, host: "x", port: 0 });
  const handle = ask.getRequestHandler();
  // Next refuses, for want of a build, when it has taken hold of its server.
  const server = createServer((request, response) =>
    handle(request, response).catch(() => response.end("drawn")),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  for (const protocol of ["websocket", "h2c", "websocket"]) {
    const lines = ["GET /login HTTP/1.1", "host: x", `upgrade: ${protocol}`];
    const answer = readRaw(
      port,
      `${[...lines, "connection: upgrade, close"].join("\r\n")}\r\n\r\n`,
    );
    expect(await answer).toMatchObject({ status: 200, body: expect.stringContaining("drawn") });
  }
  server.close();
});
