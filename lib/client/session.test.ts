import { expect, test } from "vitest";
import { isSignedOut, resumeSession, subscribeToSession, waitForSignIn } from "./session.ts";

test("whoever asked in vain goes on when somebody has signed in again", async () => {
  let told = 0;
  const leave = subscribeToSession(() => {
    told += 1;
  });
  const order: string[] = [];
  const first = waitForSignIn().then(() => order.push("first"));
  const second = waitForSignIn().then(() => order.push("second"));
  expect(isSignedOut()).toBe(true);
  expect(told).toBe(1);
  order.push("signed in");
  resumeSession();
  await Promise.all([first, second]);
  expect(order).toEqual(["signed in", "first", "second"]);
  expect(isSignedOut()).toBe(false);
  leave();
});
