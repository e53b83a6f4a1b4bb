import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startBareServer } from "./start-bare-server.ts";

/** The page as the server drew it, scripts and what preloads them cut out, its stylesheets beside it. */
export async function startScriptless(url: string, headers: Record<string, string> = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-bench-"));
  const html = (await (await fetch(url, { headers })).text())
    .replaceAll(/<script\b.*?<\/script>/gs, "")
    .replaceAll(/<link\b[^>]*\bas="script"[^>]*>/g, "");
  const table: Record<string, { file: string; type: string }> = {};
  const add = async (at: string, body: string, type: string) => {
    const file = path.join(folder, String(Object.keys(table).length));
    await writeFile(file, body);
    table[at] = { file, type };
  };
  await add("/", html, "text/html; charset=utf-8");
  for (const [, href = ""] of html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)) {
    const style = await fetch(new URL(href, url));
    await add(href, await style.text(), "text/css; charset=utf-8");
  }
  const server = await startBareServer(new URL("./bare-files-server.ts", import.meta.url), [
    JSON.stringify(table),
  ]);
  await rm(folder, { recursive: true });
  return server;
}
