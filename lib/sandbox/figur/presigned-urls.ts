import { createHmac } from "node:crypto";

/** Seconds a picture's address is good for. */
const lifeSeconds = 60;
const prefix = "/pictures/";

/** Addresses that open a file without a key, for a while. */
export class PresignedUrls {
  readonly #now: () => number;
  #generation = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `base` is where the server stands, without a slash at its end. */
  sign(base: string, name: string): string {
    const date = new Date(this.#now()).toISOString().replaceAll(/[-:]|\.\d+/g, "");
    const search = new URLSearchParams({
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Date": date,
      "X-Amz-Expires": String(lifeSeconds),
      "X-Amz-Signature": this.#toSignature(name, date),
    });
    return `${base}${prefix}${name}?${search}`;
  }

  /** The name of the file that an address opens; null when it opens none any more. */
  open(path: string, search: URLSearchParams): string | null {
    const name = path.slice(prefix.length);
    const date = search.get("X-Amz-Date") ?? "";
    if (search.get("X-Amz-Signature") !== this.#toSignature(name, date)) return null;
    const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d)(T\d{6})Z$/.exec(date) ?? [];
    const clock = time?.replace(/T(\d\d)(\d\d)(\d\d)/, "T$1:$2:$3");
    const endAt = Date.parse(`${year}-${month}-${day}${clock}Z`) + lifeSeconds * 1_000;
    return this.#now() < endAt ? name : null;
  }

  /** Ends the life of every address given out so far. */
  expireAll(): void {
    this.#generation += 1;
  }

  #toSignature(name: string, date: string): string {
    return createHmac("sha256", `pictures ${this.#generation}`)
      .update(`${name} ${date}`)
      .digest("hex");
  }
}
