import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { explainListening } from "./explain-listening.ts";

const listen = async (port: number, host: string) => {
  const server = createServer().listen(port, host);
  return await once(server, "listening").then(
    () => server,
    (error: unknown) => error,
  );
};

test("a port that is taken and a host that is none are said by the name of the setting", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const places = { port, portSetting: "PORT", host: "127.0.0.1" };
  expect(explainListening(await listen(port, "127.0.0.1"), places)).toMatchObject({
    name: "SettingError",
    message: `PORT should be a free port, and ${port} is taken`,
  });
  server.close();
  for (const host of ["nowhere.invalid", "192.0.2.1"])
    expect(explainListening(await listen(0, host), { ...places, host })).toMatchObject({
      message: expect.stringContaining(`HOST should be an address of this machine, unlike ${host}`),
    });
});

test("any other error stays what it is", () => {
  const error = new Error("x");
  expect(explainListening(error, { port: 1, portSetting: "PORT", host: "x" })).toBe(error);
});
