import "server-only";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

const minLength = 8;
const maxLength = 1_024;

/**
 * A new password: typed twice and unseen at a terminal, else the first line of standard input.
 * Throws an error of one line when it is too short or too long, or the two differ.
 */
export async function readNewPassword(): Promise<string> {
  const password = process.stdin.isTTY ? await promptTwice() : await readLine();
  if (password.length < minLength)
    throw new Error(`The password should be at least ${minLength} characters.`);
  if (password.length > maxLength)
    throw new Error(`The password should be at most ${maxLength} characters.`);
  return password;
}

async function promptTwice(): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const lines = terminal[Symbol.asyncIterator]();
  try {
    const first = await prompt("Password: ", lines);
    if ((await prompt("Again: ", lines)) !== first) throw new Error("The two passwords differ.");
    return first;
  } finally {
    terminal.close();
  }
}

async function prompt(question: string, lines: AsyncIterator<string, unknown>): Promise<string> {
  process.stderr.write(question);
  const { done, value } = await lines.next();
  process.stderr.write("\n");
  if (done === true || typeof value !== "string") throw new Error("Nothing was changed.");
  return value;
}

async function readLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  return "";
}
