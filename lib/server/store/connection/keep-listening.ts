import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { toBackoffMs } from "#lib/domain/backoff.ts";

/** The connection is asked this often whether it still is one: it may have died without a word. */
const defaultBeatMs = 15_000;

type Options = {
  /** Its queries have to time out. */
  createClient: () => Client;
  channel: string;
  onNotice: (text: string) => void;
  /** Nothing was heard since `since`, and it listens again. */
  onGap: (since: number) => Promise<void>;
  settled: () => Promise<void>;
  onError: (error: unknown) => void;
  beatMs?: number;
};

/** Listens on a connection of its own, and opens another whenever that breaks. Rejects when the first cannot be opened. */
export async function keepListening(options: Options): Promise<{ close(): Promise<void> }> {
  const { createClient, channel, onNotice, onGap, settled, onError } = options;
  const { beatMs = defaultBeatMs } = options;
  const stop = new AbortController();
  /** Everything announced before then was heard. */
  let heardUpTo = Date.now();
  let client = await connect();

  async function connect(): Promise<Client> {
    const opened = createClient();
    let state: "opening" | "open" | "lost" = "opening";
    const onLost = (cause?: unknown) => {
      clearInterval(beating);
      if (state !== "open" || stop.signal.aborted) return;
      state = "lost";
      if (cause !== undefined) onError(cause);
      opened.end().catch(onError);
      reconnect(heardUpTo).catch(onError);
    };
    const ask = async (query: string) => {
      const askedAt = Date.now();
      await opened.query(query);
      heardUpTo = askedAt;
    };
    let beating: NodeJS.Timeout | undefined;
    opened.on("error", onLost);
    opened.on("end", () => onLost());
    opened.on("notification", ({ payload = "" }) => {
      try {
        onNotice(payload);
      } catch (error) {
        onError(error);
      }
    });
    try {
      await opened.connect();
      await ask(`listen ${channel}`);
    } catch (error) {
      opened.end().catch(onError);
      throw error;
    }
    state = "open";
    beating = setInterval(() => void ask("select").catch(onLost), beatMs).unref();
    return opened;
  }

  async function reconnect(since: number): Promise<void> {
    let isBack = false;
    for (let attempt = 0; !stop.signal.aborted; attempt += 1) {
      await sleep(toBackoffMs(attempt, Math.random), undefined, { ref: false });
      if (stop.signal.aborted) return;
      try {
        if (!isBack) client = await connect();
        isBack = true;
        await onGap(since);
        return;
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    async close() {
      stop.abort();
      await client.end();
      await settled();
    },
  };
}
