import { globSync } from "node:fs";
import path from "node:path";

const app = path.resolve(import.meta.dirname, "../../app");

/** The address of every page and every route handler there is, for a job where one is named. */
export function listAddresses(id: string): { pages: string[]; api: string[] } {
  const toAddress = (file: string) =>
    `/${path.dirname(file)}`.replace("/.", "/").replace("[source]", "bedrock").replace("[id]", id);
  return {
    pages: globSync("**/page.tsx", { cwd: app }).map(toAddress),
    api: globSync("**/route.ts", { cwd: app }).map(toAddress),
  };
}
