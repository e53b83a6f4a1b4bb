import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { z } from "zod";

const lookEveryMs = 25;
/** Before, what is asked for stands at another place. */
const isStyled = `[...document.querySelectorAll("link[rel=stylesheet]")].every(({ sheet }) => sheet)`;
const evaluatedSchema = z.object({ result: z.object({ value: z.unknown().optional() }) });
const placeSchema = z.object({ x: z.number(), y: z.number() });

export type PageDriver = {
  read(expression: string): Promise<unknown>;
  /** Waits until the expression is true. */
  until(expression: string): Promise<void>;
  /** Clicks the middle of the element that the expression answers, as soon as there is one. */
  click(expression: string): Promise<void>;
  type(text: string): Promise<void>;
};

/**
 * Works a page through the browser's own input. Playwright's locators evaluate a large script inside the page, which
 * would count among the page's own tasks.
 */
export async function createPageDriver(page: Page, waitMs: number): Promise<PageDriver> {
  const session = await page.context().newCDPSession(page);

  async function read(expression: string): Promise<unknown> {
    const answer = await session.send("Runtime.evaluate", { expression, returnByValue: true });
    return evaluatedSchema.parse(answer).result.value;
  }

  async function untilSome(expression: string): Promise<unknown> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const value = await read(expression);
      if (value !== null && value !== undefined && value !== false) return value;
      if (Date.now() > deadline) throw new Error(`In vain: ${expression}`);
      await sleep(lookEveryMs);
    }
  }

  return {
    read,
    until: async (expression) => void (await untilSome(expression)),
    async click(expression) {
      const value = await untilSome(
        `(() => { if (!(${isStyled})) return null;
          const e = ${expression}; if (!e?.checkVisibility({ visibilityProperty: true })) return null;
          e.scrollIntoView({ block: "nearest" }); const r = e.getBoundingClientRect();
          return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()`,
      );
      const at = { ...placeSchema.parse(value), button: "left" as const, clickCount: 1 };
      await session.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at });
      await session.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at });
    },
    type: async (text) => void (await session.send("Input.insertText", { text })),
  };
}
