import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LiveFrame } from "#lib/domain/live-frame.ts";
import { ProblemError, toProblemDocument } from "#lib/domain/problem.ts";
import type { ConnectionState } from "./connection-state.ts";
import { createConnection } from "./connection.ts";

const patient = { timeout: 15_000 };

let server: Server;
let url: string;
let asked: IncomingMessage[];
let answers: ((response: ServerResponse) => void)[];
let frames: LiveFrame[];
let states: ConnectionState[];
let connection: ReturnType<typeof createConnection>;
/** How far ahead of the real one the connection's clock is. */
let aheadMs: number;

beforeEach(async () => {
  [asked, answers, frames, states, aheadMs] = [[], [], [], [], 0];
  server = createServer((request, response) => {
    asked.push(request);
    const answer = answers.shift();
    if (answer) answer(response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  connection = createConnection({
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
    fetch: (path, init) => fetch(`${url}${path}`, init),
    now: () => Date.now() + aheadMs,
    random: () => 0,
    stallMs: 1_000,
    firstFrameMs: 1_000,
    streamRetryMs: 1_200,
  });
});

afterEach(async () => {
  connection.close();
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

const clock = (seq: number) =>
  `id: e.${seq}\nevent: clock\ndata: {"now":${Date.now() + 5_000}}\n\n`;
const ended = `id: e.9\nevent: link\ndata: {"source":"bedrock","id":"job_1","state":"ended","since":1,"detail":null,"retryAt":null}\n\n`;

function stream(...parts: string[]) {
  return (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const part of parts) response.write(part);
  };
}

const phases = () => states.map(({ phase }) => phase);

test("a stream is live from its first clock frame, which also tells the skew", async () => {
  answers.push(stream(clock(1)));
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
  expect(states.at(-1)?.skewMs).toBeGreaterThan(4_000);
  expect(asked[0]?.url).toBe("/api/live?job=bedrock%3Ajob_1");
});

test("after a 502 and a broken stream it comes back, and asks for what it missed", async () => {
  answers.push(
    (response) => response.writeHead(502).end("<html>"),
    (response) => {
      stream(clock(3))(response);
      setTimeout(() => response.destroy(), 20);
    },
    stream(clock(4)),
  );
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => asked.length, patient).toBe(3);
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
  expect(phases()).toContain("reconnecting");
  expect(asked.map(({ headers }) => headers["last-event-id"])).toEqual([
    undefined,
    undefined,
    "e.3",
  ]);
});

test("a socket that falls silent is given up", async () => {
  answers.push(stream(clock(1)), stream(clock(2)));
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => asked.length, patient).toBe(2);
  expect(phases()).toContain("reconnecting");
});

test("when all that was watched has ended, it rests and does not ask again", async () => {
  answers.push((response) => {
    stream(clock(1), ended)(response);
    response.end();
  });
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("idle");
  await new Promise((resolve) => {
    setTimeout(resolve, 700);
  });
  expect(asked).toHaveLength(1);
});

test("a sign-in that has run out is said, not hidden behind retries", async () => {
  answers.push((response) => response.writeHead(401).end());
  connection.watch({ jobs: [], list: true });
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("signed-out");
});

test("watching something else drops the old stream and its place in it", async () => {
  answers.push(stream(clock(7)), stream(clock(8)));
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
  connection.watch({ jobs: ["bedrock:job_2"], list: false });
  await expect.poll(() => asked.length, patient).toBe(2);
  expect(asked[1]?.headers["last-event-id"]).toBeUndefined();
  expect(asked[1]?.url).toContain("job_2");
});

test("where no stream comes through but answers do, it polls, says so, and tries a stream again", async () => {
  let isBlocked = true;
  server.removeAllListeners("request");
  server.on("request", (incoming, response) => {
    asked.push(incoming);
    if (incoming.url?.includes("poll=1")) response.writeHead(200).end(clock(asked.length));
    else if (isBlocked) response.writeHead(200).flushHeaders();
    else stream(clock(asked.length))(response);
  });
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("polling");
  isBlocked = false;
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
  expect(phases()).not.toContain("signed-out");
});

test("a poll that is held back to its end makes no clock wrong", async () => {
  let polls = 0;
  server.removeAllListeners("request");
  server.on("request", (incoming, response) => {
    response.writeHead(200).flushHeaders();
    if (!incoming.url?.includes("poll=1")) return;
    polls += 1;
    const text = clock(1) + clock(2);
    setTimeout(() => response.end(text), 700);
  });
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("polling");
  expect(polls).toBe(1);
  expect(states.at(-1)?.skewMs).toBeGreaterThan(4_900);
});

test("a poll does not ask again for a job that has ended, so that it waits for news of the others", async () => {
  server.removeAllListeners("request");
  server.on("request", (incoming, response) => {
    asked.push(incoming);
    const isPoll = incoming.url?.includes("poll=1");
    response.writeHead(200);
    if (isPoll) response.end(incoming.url?.includes("job_1") ? clock(1) + ended : clock(2));
    else response.flushHeaders();
  });
  connection.watch({ jobs: ["bedrock:job_1", "bedrock:job_2"], list: false });
  const polls = () =>
    asked.flatMap(({ url: path = "" }) => (path.includes("poll=1") ? [path] : []));
  await expect.poll(() => polls().length, patient).toBeGreaterThan(1);
  expect(polls()[0]).toContain("job_1");
  expect(polls()[1]).toBe("/api/live?job=bedrock%3Ajob_2&poll=1");
});

test("a refusal that names a time is not asked again before it", async () => {
  answers.push(
    (response) => response.writeHead(429, { "retry-after": "1" }).end(),
    stream(clock(1)),
  );
  const startedAt = Date.now();
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => asked.length, patient).toBe(2);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(950);
});

test("a frame cut between two bytes of a letter arrives whole", async () => {
  const bytes = Buffer.from(
    `id: e.1\nevent: progress\ndata: {"source":"bedrock","id":"job_1","progress":{"fraction":0.5,"message":"Prüfe"}}\n\n`,
  );
  const middle = bytes.indexOf(0xc3) + 1;
  answers.push((response) => {
    response.writeHead(200);
    response.write(bytes.subarray(0, middle));
    setTimeout(() => response.write(bytes.subarray(middle)), 20);
  });
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect
    .poll(() => frames[0], patient)
    .toMatchObject({ data: { progress: { message: "Prüfe" } } });
});

describe("changes of the list in an outage", () => {
  const missed = { event: "jobs", data: { changed: [], missed: true } };
  const drop = (response: ServerResponse) => {
    stream(clock(1))(response);
    setTimeout(() => response.destroy(), 20);
  };

  test("are asked for when something else is watched before the connection is back", async () => {
    answers.push(drop);
    connection.watch({ jobs: ["bedrock:job_1"], list: true });
    await expect.poll(() => states.at(-1)?.phase, patient).toBe("reconnecting");
    aheadMs = 60_000;
    answers.splice(0, answers.length, stream(clock(2)), stream(clock(3)));
    connection.watch({ jobs: ["bedrock:job_2"], list: true });
    await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
    expect(asked.at(-1)?.headers["last-event-id"]).toBeUndefined();
    expect(frames.at(-1)).toEqual(missed);
    connection.watch({ jobs: ["bedrock:job_3"], list: true });
    await expect.poll(() => frames.length, patient).toBe(4);
    expect(frames.filter(({ event }) => event === "jobs")).toHaveLength(1);
  });

  test("are not, where the outage was short enough for a new stream to tell them", async () => {
    answers.push(drop, stream(clock(2)));
    connection.watch({ jobs: ["bedrock:job_1"], list: true });
    await expect.poll(() => states.at(-1)?.phase, patient).toBe("reconnecting");
    connection.watch({ jobs: ["bedrock:job_2"], list: true });
    await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
    expect(frames).not.toContainEqual(missed);
  });

  test("are nobody's, where the list was watched anew after it", async () => {
    answers.push(drop);
    connection.watch({ jobs: [], list: true });
    await expect.poll(() => states.at(-1)?.phase, patient).toBe("reconnecting");
    answers.splice(0, answers.length, stream(clock(2)), stream(clock(3)));
    connection.watch({ jobs: ["bedrock:job_1"], list: false });
    aheadMs = 60_000;
    connection.watch({ jobs: ["bedrock:job_1"], list: true });
    await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
    expect(frames).not.toContainEqual(missed);
  });
});

test("a job that cannot be watched is asked for again by a page that is loaded again", async () => {
  const data = { ...toProblemDocument(new ProblemError("not_found", "So it is."), "live") };
  const problem = `event: problem\ndata: ${JSON.stringify({ ...data, source: "bedrock", id: "job_1" })}\n\n`;
  const refuse = (response: ServerResponse) => {
    stream(clock(1), problem)(response);
    response.end();
  };
  answers.push(refuse, stream(clock(1)));
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("idle");
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
  connection.watch({ jobs: ["bedrock:job_1"], list: false });
  expect(asked).toHaveLength(2);
});

describe("when the laptop wakes up", () => {
  test("a socket that was silent for longer than a heartbeat is given up at once", async () => {
    answers.push(stream(clock(1)), stream(clock(2)));
    connection.watch({ jobs: ["bedrock:job_1"], list: false });
    await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
    aheadMs = 21_000;
    connection.retryNow();
    expect(states.at(-1)?.phase).toBe("reconnecting");
    await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
    expect(asked.map(({ headers }) => headers["last-event-id"])).toEqual([undefined, "e.1"]);
  });

  test("a socket that was heard of lately is kept", async () => {
    answers.push(stream(clock(1)), stream(clock(2)));
    connection.watch({ jobs: ["bedrock:job_1"], list: false });
    await expect.poll(() => states.at(-1)?.phase, patient).toBe("live");
    aheadMs = 19_000;
    connection.retryNow();
    expect(asked).toHaveLength(1);
    expect(states.at(-1)?.phase).toBe("live");
  });
});
