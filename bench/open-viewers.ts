import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Connections that are all open and have each received `greeting`; plain sockets, to cost the machine little. */
export async function openViewers(url: string, count: number, greeting: string, cookie: string) {
  const { hostname, port, pathname, search, host } = new URL(url);
  const asking = `GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\ncookie: ${cookie}\r\n\r\n`;
  const sockets = new Set<Socket>();
  let awaited = greeting;
  let received: () => void = () => undefined;

  function open(): void {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let tail = "";
    let seen = "";
    sockets.add(socket);
    socket.setEncoding("latin1");
    socket.write(asking);
    socket.on("data", (chunk: string) => {
      const text = tail + chunk;
      tail = text.slice(-awaited.length);
      if (seen === awaited || !text.includes(awaited)) return;
      seen = awaited;
      received();
    });
  }

  const everyone = (text: string) =>
    new Promise<number[]>((resolve) => {
      const times: number[] = [];
      const publishedAt = performance.now();
      awaited = text;
      received = () => {
        times.push(performance.now() - publishedAt);
        if (times.length === count) resolve(times);
      };
    });

  const greeted = everyone(greeting);
  for (const _ of Array.from({ length: count })) open();
  await greeted;
  return {
    /** How long after the start of `send` each viewer had the text. */
    async publish(text: string, send: (text: string) => void | Promise<void>): Promise<number[]> {
      const times = everyone(text);
      await send(text);
      return times;
    },
    async close(): Promise<void> {
      const closed = Array.from(sockets, (socket) => once(socket, "close"));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}
