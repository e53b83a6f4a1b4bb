import "server-only";
import { createServer } from "node:http";
import next from "next";

type NextOptions = { root: string; dev: boolean; host: string; port: number };

/**
 * Next takes upgrades of the server that its first request came by, past the door, and answers none of them. The server
 * that it is given instead never listens.
 */
export const createNext = ({ root, dev, host, port }: NextOptions) =>
  next({ dev, dir: root, hostname: host, port, httpServer: createServer() });
