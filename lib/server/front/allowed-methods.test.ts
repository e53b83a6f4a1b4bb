import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findAllowed } from "./allowed-methods.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const app = path.join(root, "app");

const toAddress = (file: string) =>
  `/${path.dirname(file)}`
    .replace(/\/\.$/, "/")
    .replace("[source]", "bedrock")
    .replaceAll(/\[\w+\]/g, "x");

const pages = globSync("**/page.tsx", { cwd: app });
const routes = globSync("api/**/route.ts", { cwd: app }).filter((file) => !file.includes("[..."));

test("every page and every public file takes GET and HEAD, with a search or without", () => {
  expect(pages.length).toBeGreaterThan(10);
  const files = globSync("**/*", { cwd: path.join(root, "public") });
  for (const address of [...pages.map(toAddress), ...files.map((file) => `/${file}`)])
    for (const url of [address, `${address}?a=/b`, `${address}#c`])
      expect(findAllowed(url), `at ${url}`).toEqual(["GET", "HEAD"]);
});

test("every route takes what its file exports, and what Next adds to that", () => {
  expect(routes.length).toBeGreaterThan(25);
  for (const file of routes) {
    const source = readFileSync(path.join(app, file), "utf8");
    const exported = Array.from(source.matchAll(/^export const ([A-Z]+) =/gm), ([, name]) => name);
    const added = exported.includes("GET") ? ["HEAD", "OPTIONS"] : ["OPTIONS"];
    expect(exported.length, `in ${file}`).toBeGreaterThan(0);
    const allowed = new Set(findAllowed(toAddress(file)));
    expect(allowed, `of ${file}`).toEqual(new Set([...exported, ...added]));
  }
});

test("where nothing is, nothing is said of methods", () => {
  for (const url of ["/nothing", "/jobs/nosuch/x", "/jobs/bedrock", "/jobs/bedrock/x/y", "/jobs/"])
    expect(findAllowed(url), `at ${url}`).toBeUndefined();
});
