import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";

/** A baseline in its own process, as Gantry is in its own. The script sends its port when it listens. */
export async function startBareServer(script: URL, args: string[] = []) {
  const child = fork(script, args, { execArgv: [] });
  const [message]: unknown[] = await once(child, "message");
  return {
    url: `http://127.0.0.1:${z.number().parse(message)}`,
    pid: child.pid ?? 0,
    async close() {
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}
