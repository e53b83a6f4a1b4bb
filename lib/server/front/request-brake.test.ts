import { expect, test } from "vitest";
import { createRequestBrake } from "./request-brake.ts";

const limits = { perMinute: 60, atOnce: 2, maxWaiting: 3 };
const refused = { code: "rate_limited" };

test("a minute's worth may come at once; then as much as a minute gives back", async () => {
  const brake = createRequestBrake();
  for (let n = 0; n < 60; n += 1) (await brake.enter("ada", limits, 0))();
  await expect(brake.enter("ada", limits, 0)).rejects.toMatchObject(refused);
  await expect(brake.enter("ada", limits, 999)).rejects.toMatchObject({ retryAfterMs: 1 });
  (await brake.enter("ada", limits, 1_000))();
  await expect(brake.enter("ada", limits, 1_000)).rejects.toMatchObject(refused);
  (await brake.enter("bob", limits, 1_000))();
});

test("what is too much at once waits its turn, in order, while others pass", async () => {
  const brake = createRequestBrake();
  const order: string[] = [];
  const [first, second] = [
    await brake.enter("ada", limits, 0),
    await brake.enter("ada", limits, 0),
  ];
  const waiting = [3, 4, 5].map(async (n) => {
    const leave = await brake.enter("ada", limits, 0);
    order.push(`ada ${n}`);
    return leave;
  });
  await expect(brake.enter("ada", limits, 0)).rejects.toMatchObject(refused);
  await brake.enter("bob", limits, 0);
  order.push("bob");
  first();
  first();
  (await waiting[0])?.();
  second();
  await Promise.all(waiting);
  expect(order).toEqual(["bob", "ada 3", "ada 4", "ada 5"]);
});

test("a place is given back when nobody waits", async () => {
  const brake = createRequestBrake();
  for (let n = 0; n < 10; n += 1) (await brake.enter("ada", limits, 0))();
  await Promise.all([brake.enter("ada", limits, 0), brake.enter("ada", limits, 0)]);
});
