import { STATUS_CODES, type ServerResponse } from "node:http";
import type { Fault } from "./fault.ts";

/** One answer of a simulated API; how a refusal looks is the API's own. */
export abstract class HttpAnswer {
  readonly response: ServerResponse;

  constructor(response: ServerResponse) {
    this.response = response;
  }

  /** In the API's own envelope. */
  abstract refuse(status: number): void;

  /** `retryAfter` in seconds; null leaves the header out. */
  abstract rateLimited(retryAfter: number | null): void;

  json(body: string, status = 200): void {
    this.send(status, "application/json", body);
  }

  html(status: number): void {
    this.send(status, "text/html", gatewayPage(status));
  }

  /** Ends in the middle of the body. */
  cut(bytes: Buffer, type: string): void {
    this.response.writeHead(200, { "Content-Type": type, "Content-Length": bytes.length });
    this.response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () =>
      this.response.destroy(),
    );
  }

  /** The body as a fault would have it. */
  jsonUnder(fault: Fault | null, body: string): void {
    if (fault?.kind === "cut") this.cut(Buffer.from(body), "application/json");
    else this.json(fault?.kind === "garbage" ? `${body.slice(0, 40)}\u0000]}<` : body);
  }

  /** Whether the fault took the place of any answer. A stream's faults are its own. */
  preempt(fault: Fault, isStream = false): boolean {
    switch (fault.kind) {
      case "refuse":
        this.response.destroy();
        return true;
      case "hang":
        return true;
      case "stall":
        if (isStream) return false;
        this.response.writeHead(200, { "Content-Type": "application/json" }).flushHeaders();
        return true;
      case "html":
        this.html(fault.status ?? 502);
        return true;
      case "status":
        if (fault.status === 429)
          this.rateLimited(fault.retryAfter === undefined ? 60 : fault.retryAfter);
        else if (fault.status === 502) this.html(502);
        else this.refuse(fault.status);
        return true;
      default:
        return false;
    }
  }

  protected send(status: number, type: string, body: string): void {
    const bytes = Buffer.from(body);
    this.response.writeHead(status, { "Content-Type": type, "Content-Length": bytes.length });
    this.response.end(bytes);
  }
}

function gatewayPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? ""}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}
