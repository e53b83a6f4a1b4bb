import { afterEach, expect, test, vi } from "vitest";
import { askPermission } from "./notify.ts";

afterEach(() => vi.unstubAllGlobals());

function stubNotification(permission: NotificationPermission, isUsable = true) {
  const asked = vi.fn<() => Promise<NotificationPermission>>(async () => "granted");
  const made = vi.fn<() => void>();
  class StandIn {
    static readonly permission = permission;
    static readonly requestPermission = asked;
    constructor() {
      if (!isUsable) throw new TypeError("Illegal constructor");
      made();
    }
  }
  vi.stubGlobal("Notification", StandIn);
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("isSecureContext", true);
  return { asked, made };
}

test("a browser whose pages may not notify, as Chrome on Android, is not asked for leave", async () => {
  const { asked } = stubNotification("default", false);
  expect(await askPermission()).toBe("Needs HTTPS and a browser that notifies");
  expect(asked).not.toHaveBeenCalled();
});

test("where leave was given before, trying out shows nothing", async () => {
  const { made } = stubNotification("granted");
  expect(await askPermission()).toBeNull();
  expect(made).not.toHaveBeenCalled();
});
