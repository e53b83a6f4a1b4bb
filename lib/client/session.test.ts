import { afterEach, expect, test, vi } from "vitest";
import {
  checkSession,
  isSignedOut,
  resumeSession,
  subscribeToSession,
  waitForSignIn,
} from "./session.ts";

afterEach(() => vi.unstubAllGlobals());

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

test("a page goes on for whom it was drawn; when somebody else has signed in, it is loaded again", async () => {
  let data: { name: string } | null = null;
  const reload = vi.fn<() => void>();
  vi.stubGlobal("fetch", async () => Response.json({ data }));
  vi.stubGlobal("location", { reload });
  await checkSession("ada");
  expect(isSignedOut()).toBe(true);
  data = { name: "vera" };
  await checkSession("ada");
  expect(isSignedOut()).toBe(true);
  expect(reload).toHaveBeenCalledOnce();
  data = { name: "ada" };
  await checkSession("ada");
  expect(isSignedOut()).toBe(false);
  expect(reload).toHaveBeenCalledOnce();
});
