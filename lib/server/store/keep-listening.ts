import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { toBackoffMs } from "#lib/domain/backoff.ts";

type Options = {
  createClient: () => Client;
  channel: string;
  onNotice: (text: string) => void;
  /** Nothing was heard since `since`, and it listens again. */
  onGap: (since: number) => Promise<void>;
  settled: () => Promise<void>;
  onError: (error: unknown) => void;
};

/** Listens on a connection of its own, and opens another whenever that breaks. Rejects when the first cannot be opened. */
export async function keepListening(options: Options): Promise<{ close(): Promise<void> }> {
  const { createClient, channel, onNotice, onGap, settled, onError } = options;
  const stop = new AbortController();
  let client = await connect();

  async function connect(): Promise<Client> {
    const opened = createClient();
    let state: "opening" | "open" | "lost" = "opening";
    const onLost = (cause?: unknown) => {
      if (state !== "open" || stop.signal.aborted) return;
      state = "lost";
      if (cause !== undefined) onError(cause);
      opened.end().catch(onError);
      reconnect(Date.now()).catch(onError);
    };
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
      await opened.query(`listen ${channel}`);
    } catch (error) {
      opened.end().catch(onError);
      throw error;
    }
    state = "open";
    return opened;
  }

  async function reconnect(since: number): Promise<void> {
    for (let attempt = 0; !stop.signal.aborted; attempt += 1) {
      await sleep(toBackoffMs(attempt, Math.random), undefined, { ref: false });
      if (stop.signal.aborted) return;
      try {
        client = await connect();
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
