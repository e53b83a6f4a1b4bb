import { createServer, type ServerResponse } from "node:http";
import { reportPort } from "./report-port.ts";

/**
 * The least a live page can cost: `POST /publish` writes its body as an event to everyone who reads
 * `GET /events`, and `GET /` is a page that shows what comes.
 */
const viewers = new Set<ServerResponse>();
const page = `<!doctype html><title>Bare</title><p id="text"></p><script>
new EventSource("/events").onmessage = ({ data }) => { text.textContent = data; };
</script>`;

reportPort(
  createServer(async (request, response) => {
    if (request.url === "/publish") {
      const text = Buffer.concat(await request.toArray()).toString();
      const frame = Buffer.from(`data: ${text}\n\n`);
      for (const viewer of viewers) viewer.write(frame);
      response.end();
    } else if (request.url?.startsWith("/events")) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
      response.write(": hello\n\n");
      viewers.add(response);
      response.on("close", () => viewers.delete(response));
    } else {
      response.writeHead(200, { "content-type": "text/html" }).end(page);
    }
  }),
);
