import "server-only";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** Test helper: writes the text to a socket of its own and reads what comes back until the server closes it. */
export async function readRaw(port: number, sent: string) {
  const socket = connect(port, "127.0.0.1");
  socket.write(sent);
  const answer = await text(socket);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const headers = new Headers(
    head
      .split("\r\n")
      .slice(1)
      .map((line): [string, string] => {
        const [name = "", ...value] = line.split(": ");
        return [name, value.join(": ")];
      }),
  );
  return { status: Number(head.split(" ", 2)[1]), headers, body, answer };
}
