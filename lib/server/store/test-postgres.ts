import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { chmod, chown, mkdtemp } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Of a server on which the tests may create databases. */
    postgresUrl: string;
  }
}

const startLimitMs = 60_000;

/** Serves until standard input closes, so that no cluster outlives a test run that was killed. */
const serve = `
  trap 'kill -INT "$server" 2>/dev/null; wait "$server"; rm -rf "$1"; exit 0' TERM INT
  "$0/initdb" -D "$1/data" -U gantry -A trust -E UTF8 --no-sync >"$1/log" 2>&1 &&
  { "$0/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c full_page_writes=off \
      -c synchronous_commit=off >>"$1/log" 2>&1 & server=$!; read -r _; kill -INT "$server"; wait "$server"; }
  rm -rf "$1"`;

/**
 * A private Postgres for the tests: the server that TEST_POSTGRES_URL names, or a new cluster of the
 * machine's own Postgres, or of Debian's package, which it installs. It lies in the temporary folder,
 * since the server refuses to run as root and its own user may not see the checkout.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const named = process.env["TEST_POSTGRES_URL"];
  if (named !== undefined) {
    console.log("Postgres: the server that TEST_POSTGRES_URL names");
    provide("postgresUrl", named);
    return async () => undefined;
  }
  if (findPrograms() === undefined) installPostgres();
  const programs = findPrograms();
  if (programs === undefined)
    throw new Error(
      "NO POSTGRES: this machine has none, and Debian's package could not be installed. Name a server in TEST_POSTGRES_URL, or leave its tests out: vitest run --project='!postgres'",
    );
  const cluster = await startCluster(programs);
  console.log(`Postgres: ${programs}, a cluster in ${cluster.folder}`);
  provide("postgresUrl", cluster.url);
  return cluster.stop;
}

function findPrograms(): string | undefined {
  const inPath = process.env["PATH"]?.split(path.delimiter) ?? [];
  const debian = globSync("/usr/lib/postgresql/*/bin").toSorted((a, b) =>
    b.localeCompare(a, "en", { numeric: true }),
  );
  return [...debian, ...inPath].find((folder) =>
    ["initdb", "postgres"].every((name) => existsSync(path.join(folder, name))),
  );
}

function installPostgres(): void {
  const apt = `${isRoot() ? "" : "sudo -n "}env DEBIAN_FRONTEND=noninteractive apt-get`;
  const debian = `${apt} update -qq && ${apt} install -y -qq --no-install-recommends postgresql`;
  console.log("No Postgres here: installing Debian's package …");
  spawnSync(debian, { shell: true, stdio: ["ignore", "ignore", "inherit"] });
}

async function startCluster(programs: string) {
  const folder = await mkdtemp(path.join(tmpdir(), "gantry-pg-"));
  const script = ["sh", "-c", serve, programs, folder];
  const [command = "", ...args] = isRoot()
    ? ["runuser", "-u", "postgres", "--", ...script]
    : script;
  if (isRoot()) {
    const { uid, gid } = findUser("postgres");
    await chown(folder, uid, gid);
  }
  await chmod(folder, 0o700);
  const server = spawn(command, args, { cwd: "/", stdio: ["pipe", "ignore", "inherit"] });
  const exited = once(server, "exit");
  const url = `postgres://gantry@localhost/postgres?host=${encodeURIComponent(folder)}`;
  const deadline = Date.now() + startLimitMs;
  while (!(await isServing(url))) {
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error(`Postgres did not start; ${folder}/log may say why.`);
    await sleep(50);
  }
  return {
    folder,
    url,
    async stop() {
      server.stdin.end();
      await exited;
    },
  };
}

async function isServing(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function findUser(name: string): { uid: number; gid: number } {
  const [uid, gid] = ["-u", "-g"].map((option) =>
    Number(spawnSync("id", [option, name], { encoding: "utf8" }).stdout),
  );
  if (!uid || !gid) throw new Error(`There is no user ${name} to run Postgres as.`);
  return { uid, gid };
}

function isRoot(): boolean {
  return userInfo().uid === 0;
}
