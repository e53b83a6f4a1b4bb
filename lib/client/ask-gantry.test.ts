import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askGantry } from "./ask-gantry.ts";

let server: Server;
let url = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/fine") response.end("fine");
    else if (request.url === "/problem")
      response
        .writeHead(409, { "content-type": "application/problem+json" })
        .end(JSON.stringify({ detail: "The name is taken." }));
    else if (request.url === "/proxy")
      response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
    else if (request.url === "/cut") request.socket.destroy();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address === "object" && address) url = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("an answer is handed on", async () => {
  expect(await (await askGantry(`${url}/fine`)).text()).toBe("fine");
});

test.each([
  ["a problem is told in Gantry's words", "/problem", "The name is taken."],
  ["of a proxy's page the status is told", "/proxy", "Gantry answered 502."],
  ["so is an answer that never came", "/cut", "Gantry cannot be reached. Try again."],
])("%s", async (_, path, message) => {
  await expect(askGantry(url + path)).rejects.toThrow(message);
});

test("what was given up is no failure of Gantry's", async () => {
  const signal = AbortSignal.timeout(50);
  await expect(askGantry(`${url}/silent`, { signal })).rejects.toMatchObject({
    name: "TimeoutError",
  });
});
