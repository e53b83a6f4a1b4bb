import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { zstdDecompressSync } from "node:zlib";
import Database from "better-sqlite3";
import { z } from "zod";

const tables = z.array(z.object({ name: z.string() }));
const rows = z.array(z.record(z.string(), z.unknown()));

/** Looks for secrets in whatever it is handed, and counts. */
export function createSearch(secrets: readonly string[]) {
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    Buffer.from(secret).toString("hex"),
  ]);
  const needles = [...new Set(forms)];
  const finds: string[] = [];
  let places = 0;
  let bytes = 0;

  function look(where: string, content: string | Buffer): void {
    const haystack = Buffer.from(content);
    places += 1;
    bytes += haystack.byteLength;
    if (needles.some((needle) => haystack.includes(needle))) finds.push(where);
  }

  return {
    look,
    async lookIntoFolder(folder: string): Promise<void> {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((each) => each.isFile())) {
        const file = path.join(entry.parentPath, entry.name);
        look(file, await readFile(file));
      }
    },
    /** Each row, its documents unpacked: in the file itself they are compressed. Answers how many there were. */
    lookIntoDatabase(file: string): number {
      const database = new Database(file, { readonly: true });
      let documents = 0;
      const listed = database.prepare("select name from sqlite_master where type = 'table'").all();
      for (const { name } of tables.parse(listed))
        for (const row of rows.parse(database.prepare(`select * from "${name}"`).all())) {
          const values = Object.values(row).map((value) =>
            value instanceof Uint8Array
              ? unpack(value, row["encoding"])
              : Buffer.from(`${String(value)}\n`),
          );
          if (name === "document_chunks") documents += 1;
          look(`table ${name} in ${file}`, Buffer.concat(values));
        }
      database.close();
      return documents;
    },
    finds,
    describe: () => `${places} (${(bytes / 1_000_000).toFixed(1)} MB), found ${finds.length}`,
    countPlaces: () => places,
  };
}

const unpack = (bytes: Uint8Array, encoding: unknown) =>
  encoding === "zstd" ? zstdDecompressSync(bytes) : bytes;
