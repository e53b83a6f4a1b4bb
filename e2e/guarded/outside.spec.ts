import {
  sourceNames,
  startEchoingUpstream,
  startForbiddenServer,
} from "../support/echoing-upstream.ts";
import { guardedStory, signIn } from "../support/guarded-story.ts";
import { createLook } from "../support/look-around.ts";
import { makeJobs } from "../support/made-jobs.ts";
import { createSearch } from "../support/searched-places.ts";
import { expect } from "../support/story.ts";

/** Ways to write an address of this machine or of the network around it. */
const listInsideAddresses = (port: string) => [
  ...[
    "127.0.0.1",
    "localhost",
    "LOCALHOST.",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
  ].flatMap((host) => [`http://${host}:${port}/a.png`, `https://${host}:${port}/a.png`]),
  ...[
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[fe80::1]",
    "0.0.0.0",
  ].map((host) => `https://${host}:${port}/a.png`),
  `https://user:password@127.0.0.1:${port}/a.png`,
  `https://127.0.0.1:${port}%2f@example.com/a.png`,
  ...["http://169.254.169.254/latest/meta-data/", "https://metadata.google.internal/a.png"],
  ...["https://10.0.0.1/a.png", "https://192.168.0.1/a.png", "https://100.64.0.1/a.png"],
  ...[
    "file:///etc/passwd",
    "gopher://127.0.0.1/x",
    "ftp://127.0.0.1/x",
    "data:image/png;base64,AAAA",
  ],
];

for (const source of sourceNames)
  guardedStory(
    `a redirect of ${source}, to another host or into the network, is never followed`,
    async ({ startGuarded, upstream }) => {
      guardedStory.setTimeout(120_000);
      const forbidden = await startForbiddenServer();
      const echoing = await startEchoingUpstream(upstream);
      const search = createSearch(Object.values(echoing.keys));
      const jobs = makeJobs(upstream)[source];
      const { url } = await startGuarded(() => echoing.settings);
      const cookie = await signIn({ url });
      const { look, lookAround } = createLook({ url, cookie, source, search });
      let redirects = 0;
      for (const host of ["localhost", "127.0.0.1"])
        for (const status of [301, 302, 303, 307, 308]) {
          const known = jobs.create();
          await look(`/api/jobs/${source}/${known}`);
          const to = `http://${host}:${forbidden.port}`;
          echoing.setTrouble({ kind: "redirect", status, to });
          const problem = await look(`/api/jobs/${source}/${jobs.create()}`);
          expect(JSON.parse(problem)).toMatchObject({ code: "upstream_error" });
          await lookAround(known);
          echoing.setTrouble(null);
          redirects += 1;
        }
      console.log(
        `${source}: ${redirects} ways to redirect tried, requests that arrived: ${forbidden.visits.length}; keys in ${search.describe()}`,
      );
      expect(forbidden.visits).toEqual([]);
      expect(search.finds).toEqual([]);
      await Promise.all([echoing.close(), forbidden.close()]);
    },
  );

guardedStory(
  "addresses in artifacts and payloads do not lead into the network, however they are written",
  async ({ startGuarded, upstream }) => {
    guardedStory.setTimeout(180_000);
    const forbidden = await startForbiddenServer();
    const echoing = await startEchoingUpstream(upstream);
    const { url } = await startGuarded(() => echoing.settings);
    const headers = { cookie: await signIn({ url }) };
    const ask = async (path: string) => {
      const answer = await fetch(url + path, { headers, redirect: "manual" });
      return { status: answer.status, text: await answer.text() };
    };
    const addresses = listInsideAddresses(forbidden.port);
    let asked = 0;
    const isRefused = ({ status, text }: { status: number; text: string }, address: string) => {
      asked += 1;
      expect(status, address).toBeGreaterThanOrEqual(400);
      expect(text, address).not.toMatch(/secret of the house|root:/);
    };

    for (const to of addresses) {
      echoing.setTrouble({ kind: "addresses", to });
      const id = upstream.figur.control.createJob({ status: "SUCCESS", results: [{}] });
      await ask(`/api/jobs/figur/${id}`);
      isRefused(await ask(`/api/jobs/figur/${id}/artifacts/result.0`), to);
    }
    echoing.setTrouble(null);

    const payload = Object.fromEntries(addresses.map((address, at) => [`picture${at}`, address]));
    const id = upstream.control.createJob({ status: "COMPLETED", payload });
    await ask(`/api/jobs/bedrock/${id}`);
    for (const [at, address] of addresses.entries())
      isRefused(await ask(`/api/jobs/bedrock/${id}/image?part=payload&at=${at}`), address);

    const redirected = upstream.figur.control.createJob({ status: "SUCCESS", results: [{}] });
    await ask(`/api/jobs/figur/${redirected}`);
    for (const to of [
      `http://127.0.0.1:${forbidden.port}`,
      `https://localhost:${forbidden.port}`,
    ]) {
      echoing.setTrouble({ kind: "redirect", status: 302, to });
      isRefused(await ask(`/api/jobs/figur/${redirected}/artifacts/result.0`), to);
    }
    console.log(
      `addresses into the network: ${asked} opened, requests that arrived: ${forbidden.visits.length}`,
    );
    expect(forbidden.visits).toEqual([]);
    await Promise.all([echoing.close(), forbidden.close()]);
  },
);
