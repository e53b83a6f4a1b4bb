import { attemptsAcrossSites } from "../support/attempts-across-sites.ts";
import { attemptsByProtocol } from "../support/attempts-by-protocol.ts";
import { attemptsOnInputs } from "../support/attempts-on-inputs.ts";
import { attemptsOnPaths } from "../support/attempts-on-paths.ts";
import { attemptsOnSessions } from "../support/attempts-on-sessions.ts";
import { attemptsOnTheServer } from "../support/attempts-on-the-server.ts";
import { guardedStory, signIn, viewer } from "../support/guarded-story.ts";
import { runUserCommand } from "../support/user-command.ts";

const attempts = [
  ...attemptsAcrossSites,
  ...attemptsOnPaths,
  ...attemptsOnInputs,
  ...attemptsByProtocol,
  ...attemptsOnTheServer,
  // Last, since it locks the address out.
  ...attemptsOnSessions,
];

guardedStory(
  "every way in that people try is held",
  async ({ startGuarded, upstream, dataFolder }) => {
    guardedStory.setTimeout(180_000);
    const jobId = upstream.control.createJob({ status: "RUNNING" });
    const gantry = await startGuarded();
    const { url, output } = gantry;
    const args = ["add", viewer.name, "--role", "viewer"];
    await runUserCommand(dataFolder, args, `${viewer.password}\n`);
    const target = {
      url,
      output,
      jobId,
      upstream,
      operatorCookie: await signIn(gantry),
      viewerCookie: await signIn(gantry, viewer),
      async ask(path: string, init: RequestInit = {}) {
        const answer = await fetch(url + path, { redirect: "manual", ...init });
        return { status: answer.status, headers: answer.headers, text: await answer.text() };
      },
    };
    for (const [name, run] of attempts)
      await guardedStory.step(name, async () => {
        await run(target);
        console.log(`held: ${name}`);
      });
    console.log(`attempts tried: ${attempts.length}, held: ${attempts.length}`);
  },
);
