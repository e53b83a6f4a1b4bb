import { execFile } from "node:child_process";
import path from "node:path";

const command = path.resolve(import.meta.dirname, "../../lib/server/auth/user-command.ts");

/** `npm run user -- …`, on the database in a folder, as somebody at the server would. */
export function runUserCommand(dataFolder: string, args: string[], input = ""): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = execFile(
    process.execPath,
    ["--conditions=react-server", command, ...args],
    { env: { ...process.env, DATABASE_URL: `file:${path.join(dataFolder, "gantry.db")}` } },
    (error, output) => (error ? reject(error) : resolve(output)),
  );
  child.stdin?.end(input);
  return promise;
}
