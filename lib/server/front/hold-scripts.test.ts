import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { holdScripts } from "./hold-scripts.ts";

const page =
  '<!DOCTYPE html><html><head><link rel="preload" as="script" href="/a.js"/>' +
  '<script src="/a.js" async="" nonce="n1"></script></head>' +
  '<body><p>ä 😀</p><script nonce="n1">push("x")</script></body></html>';

function sendPage(response: ServerResponse): void {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-length", Buffer.byteLength(page));
  // Cut in the middle of a character and of a tag.
  const bytes = Buffer.from(page);
  const cuts = [0, bytes.indexOf("src="), bytes.indexOf("😀") + 1, bytes.length - 3];
  for (const [index, from] of cuts.entries()) {
    const piece = bytes.subarray(from, cuts[index + 1]);
    if (index < cuts.length - 1) response.write(piece);
    else response.end(piece);
  }
}

async function open(
  send: (response: ServerResponse, request: IncomingMessage) => void,
  { method = "GET", path = "/jobs", headers = {} } = {},
): Promise<IncomingMessage> {
  const server = createServer((incoming, response) => {
    incoming.headers["content-security-policy"] = "script-src 'nonce-n1' 'strict-dynamic'";
    holdScripts(incoming, response);
    send(response, incoming);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const asked = request({ port, method, path, headers, agent: false }).end();
  const [response] = await once(asked, "response");
  return response;
}

async function ask(send: (response: ServerResponse) => void, options = {}) {
  const seen: { accepted?: string | string[] | undefined } = {};
  const response = await open((answer, { headers }) => {
    seen.accepted = headers["accept-encoding"];
    send(answer);
  }, options);
  const body = Buffer.from(await text(response.setEncoding("latin1")), "latin1");
  return { response, body, ...seen };
}

const bodyOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).body.toString();

test("a page is sent whole, its files of scripts held, its own words as they were", async () => {
  const held = await bodyOf(sendPage);
  const [, starter = "", rest] =
    /^.*?<head>(<script nonce="n1">.*?<\/script>)(.*)$/s.exec(held) ?? [];
  expect(starter).toContain("script[type=held]");
  expect(rest).toBe(
    '<script type="held" src="/a.js" async="" nonce="n1"></script></head>' +
      '<body><p>ä 😀</p><script nonce="n1">push("x")</script></body></html>',
  );
});

test("a page is packed as the browser likes it", async () => {
  const plain = await ask(sendPage);
  expect(plain.response.headers["content-encoding"]).toBeUndefined();
  const gzip = await ask(sendPage, { headers: { "accept-encoding": "gzip, br" } });
  expect(gzip.response.headers["content-encoding"]).toBe("gzip");
  expect(gzip.accepted).toBeUndefined();
  expect(gunzipSync(gzip.body)).toEqual(plain.body);
  const zstd = await ask(sendPage, { headers: { "accept-encoding": "gzip, zstd" } });
  expect(zstd.response.headers["content-encoding"]).toBe("zstd");
  expect(zstdDecompressSync(zstd.body)).toEqual(plain.body);
});

test("a part that comes late holds up no other", async () => {
  for (const encoding of ["identity", "gzip", "zstd"]) {
    let sendRest = (): void => undefined;
    const sendHalf = (response: ServerResponse) => {
      response.setHeader("content-type", "text/html");
      const cut = page.indexOf("<body>");
      response.write(page.slice(0, cut));
      sendRest = () => void response.end(page.slice(cut));
    };
    const response = await open(sendHalf, { headers: { "accept-encoding": encoding } });
    const pieces: Buffer[] = [];
    for await (const piece of response) {
      if (pieces.length === 0) sendRest();
      pieces.push(piece);
    }
    expect(pieces.length).toBeGreaterThan(1);
  }
});

test("what is no page, and what is asked for by the page's own router, stays as it is", async () => {
  const sendText = (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "text/plain" });
    response.write('<head><script src="');
    response.end("/a.js");
  };
  expect(await bodyOf(sendText)).toBe('<head><script src="/a.js');
  for (const init of [{ path: "/api/page" }, { headers: { rsc: "1" } }]) {
    const { body, accepted } = await ask(sendPage, {
      ...init,
      headers: { "accept-encoding": "gzip", ...init.headers },
    });
    expect(body.toString()).toBe(page);
    expect(accepted).toBe("gzip");
  }
  const { response, body } = await ask((answer) => answer.writeHead(307, { location: "/x" }).end());
  expect([response.statusCode, response.headers.location, body.length]).toEqual([307, "/x", 0]);
});

test("a page that breaks off is not taken for a whole one", async () => {
  const breakOff = (response: ServerResponse) => {
    response.setHeader("content-type", "text/html");
    response.write(page.slice(0, 90));
    setTimeout(() => response.destroy(), 20);
  };
  await expect(ask(breakOff)).rejects.toThrow(/aborted|hang up/);
});
