import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openOutside } from "./open-outside.ts";
import { isPublicAddress } from "./public-address.ts";

let server: Server;
let origin: string;
let elsewhere: string;
const asked: IncomingHttpHeaders[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers);
    const to = URL.parse(request.url ?? "", origin)?.searchParams.get("to");
    if (request.url === "/stalls") response.write("pic");
    else if (to == null) response.end("picture");
    else response.writeHead(302, { location: to }).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  origin = `http://127.0.0.1:${port}`;
  elsewhere = `http://localhost:${port}`;
});

afterAll(() => {
  server.close();
});

const { signal } = new AbortController();
const open = (address: string, trustedOrigins: string[] = []) =>
  openOutside(address, { signal, trustedOrigins });

test.each([
  "https://127.0.0.1/x",
  "https://0x7f.1/",
  "https://2130706433/",
  "https://0177.0.0.1/",
  "https://0.0.0.0/",
  "https://10.1.2.3/",
  "https://100.64.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://172.31.255.255/",
  "https://192.168.0.1/",
  "https://[::1]/",
  "https://[::]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:a9fe:a9fe]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[fe80::1]/",
  "https://[fd00::1]/",
  "https://[fec0::1]/",
  "https://localhost/",
  "https://ada:secret@example.com/",
  "http://example.com/",
  "file:///etc/passwd",
  "gopher://example.com/",
  "data:text/plain,x",
  "//example.com",
  "",
])("%s is not opened", async (address) => {
  await expect(open(address)).rejects.toMatchObject({ code: "upstream_invalid" });
});

test("a body that stops coming is given up", async () => {
  const answer = await openOutside(`${origin}/stalls`, {
    signal,
    trustedOrigins: [origin],
    stallMs: 50,
  });
  await expect(text(answer)).rejects.toThrow("It stopped coming.");
});

test("an upstream's own address from the settings is opened, with no cookie and no key", async () => {
  const answer = await open(`${origin}/x.png`, [origin]);
  expect(await text(answer)).toBe("picture");
  expect(Object.keys(asked.at(-1) ?? {}).toSorted()).toEqual([
    "accept",
    "connection",
    "host",
    "user-agent",
  ]);
});

test("a redirect is judged anew, and followed three times at most", async () => {
  const to = (address: string) => `${origin}/?to=${encodeURIComponent(address)}`;
  expect(await text(await open(to("/x.png"), [origin]))).toBe("picture");
  for (const address of [elsewhere, "https://169.254.169.254/", "https://localhost/", "file:///x"])
    await expect(open(to(address), [origin])).rejects.toMatchObject({ code: "upstream_invalid" });
  await expect(open(to(to(to(to("/x.png")))), [origin])).rejects.toThrow("redirects too often");
});

test.each([
  ["1.1.1.1", true],
  ["93.184.215.14", true],
  ["2606:4700:4700::1111", true],
  ["172.32.0.1", true],
  ["172.16.0.1", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["2001:db8::1", false],
  ["2001::1", false],
  ["ff02::1", false],
  ["fe80::1%eth0", false],
  ["example.com", false],
  ["", false],
])("the address %s is public: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
