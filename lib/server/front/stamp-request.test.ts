import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { stampRequest } from "./stamp-request.ts";

const publicUrl = "https://gantry.example.com";

function stamp(peer: string, headers: Record<string, string>, url?: string) {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: peer });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, headers);
  return { ...stampRequest(request, url), headers: request.headers };
}

test("without a proxy the address is the socket's, whatever the client claims", () => {
  const { address, headers } = stamp("::ffff:192.0.2.9", { "x-forwarded-for": "127.0.0.1" });
  expect(address).toBe("192.0.2.9");
  expect(headers["x-forwarded-for"]).toBe("192.0.2.9");
});

test("behind a proxy of this network the address is what the nearest proxy saw", () => {
  const said = { "x-forwarded-for": "127.0.0.1, 198.51.100.7", "x-forwarded-proto": "https" };
  expect(stamp("10.0.0.2", said, publicUrl).address).toBe("198.51.100.7");
  expect(stamp("8.8.8.8", said, publicUrl).address).toBe("8.8.8.8");
  expect(stamp("10.0.0.2", said, "http://gantry.lan").headers["x-forwarded-proto"]).toBe("https");
});

test("who comes through a proxy that nobody told us of is marked, and HTTPS is not believed", () => {
  const forwarded = stamp("127.0.0.1", {
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "https",
  });
  expect(forwarded).toMatchObject({ isRelayed: true, address: "127.0.0.1" });
  expect(forwarded.headers["x-forwarded-proto"]).toBe("http");
  expect(stamp("127.0.0.1", { forwarded: "for=1.2.3.4" }).isRelayed).toBe(true);
  expect(stamp("127.0.0.1", {}).isRelayed).toBe(false);
});

test("headers that steer a server from inside do not pass", () => {
  const { headers } = stamp("127.0.0.1", {
    "x-middleware-subrequest": "proxy",
    "x-middleware-set-cookie": "a=b",
    "x-invoke-path": "/login",
    "x-matched-path": "/login",
    "x-nextjs-data": "1",
    "x-forwarded-host": "evil.example",
    "x-forwarded-port": "1",
    "x-original-url": "/login",
    "x-rewrite-url": "/login",
    "x-http-method-override": "DELETE",
    "content-security-policy": "script-src 'nonce-known'",
    accept: "text/html",
    "last-event-id": "1",
  });
  expect(Object.keys(headers).toSorted()).toEqual([
    "accept",
    "last-event-id",
    "x-forwarded-for",
    "x-forwarded-proto",
  ]);
});

test.each([
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["::FFFF:203.0.113.7", "203.0.113.7"],
  ["203.0.113.7:40001", "203.0.113.7"],
  ["[::ffff:203.0.113.7]:40001", "203.0.113.7"],
  ["[2001:db8::1]:40001", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["2001:db8::1", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["unknown", "10.0.0.2"],
  ["x".repeat(80), "10.0.0.2"],
])("a proxy that writes %s names one address", (said, address) => {
  const stamped = stamp("::ffff:10.0.0.2", { "x-forwarded-for": said }, publicUrl);
  expect(stamped.address).toBe(address);
  expect(stamped.headers["x-forwarded-for"]).toBe(address);
});
