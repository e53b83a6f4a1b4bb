import type { Page } from "@playwright/test";
import { guardedStory, operator, signIn } from "../support/guarded-story.ts";
import { clientId, clientSecret, startIdentityProvider } from "../support/identity-provider.ts";
import { findOnJobPage, toJobUrl } from "../support/job-page.ts";
import { expect } from "../support/story.ts";

const roles: Record<string, string[]> = {
  olga: ["staff", "operator"],
  victor: ["viewer"],
  stranger: ["somebody else's role"],
  ada: ["operator"],
};

const story = guardedStory.extend<{ startWithProvider: () => Promise<{ url: string }> }>({
  startWithProvider: async ({ startGuarded }, use) => {
    const provider = await startIdentityProvider((name) => roles[name] ?? []);
    await use(async () => {
      const gantry = await startGuarded((url) => ({
        PUBLIC_URL: url,
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: clientId,
        OIDC_CLIENT_SECRET: clientSecret,
        OIDC_LABEL: "Example ID",
      }));
      provider.admit(gantry.url);
      return gantry;
    });
    await provider.close();
  },
});

// The provider's own pages, made for trying out, want a font and an icon that are not there.
story.use({ expectedErrors: [/fonts\.googleapis\.com|\/favicon\.ico\)$/] });

async function signInWithProvider(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Continue with Example ID" }).click();
  await page.getByPlaceholder("Enter any login").fill(name);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

story(
  "a real provider signs people in, leads on to their page, and its claim gives the role",
  async ({ browser, startWithProvider, upstream }) => {
    const id = upstream.control.createJob({ type: "parse", status: "COMPLETED" });
    const { url } = await startWithProvider();
    for (const [name, role] of [
      ["olga", "operator"],
      ["victor", "viewer"],
    ] as const) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(url + toJobUrl(id));
      await signInWithProvider(page, name);
      await expect(page).toHaveURL(url + toJobUrl(id));
      await expect(findOnJobPage(page).type).toHaveText("parse");
      const session = await (await page.request.get(`${url}/api/session`)).json();
      expect(session).toMatchObject({ data: { name, role } });
      await context.close();
    }
  },
);

story(
  "somebody without a role stays outside, and somebody with a user's name gets another user",
  async ({ browser, startWithProvider }) => {
    const { url } = await startWithProvider();
    const outside = await browser.newContext();
    const page = await outside.newPage();
    await page.goto(`${url}/login`);
    await signInWithProvider(page, "stranger");
    await expect(page.getByRole("alert").first()).toHaveText(/You have no access to Gantry/);
    expect((await page.request.get(`${url}/api/metrics`)).status()).toBe(401);
    await outside.close();

    const other = await browser.newContext();
    const second = await other.newPage();
    await second.goto(`${url}/login`);
    await signInWithProvider(second, operator.name);
    await expect(second).toHaveURL(`${url}/`);
    const session = await (await second.request.get(`${url}/api/session`)).json();
    expect(session.data.name).toMatch(/^ada~/);
    await other.close();
  },
);

story(
  "an answer of the provider that nobody here asked for, or that was used, signs nobody in",
  async ({ page, startWithProvider }) => {
    const { url } = await startWithProvider();
    const callback = `${url}/api/session/oidc/callback`;
    const ask = async (address: string, cookie = "") => {
      const answer = await fetch(address, { redirect: "manual", headers: { cookie } });
      expect(answer.headers.getSetCookie().join()).not.toContain("gantry-session");
      return `${answer.status} ${answer.headers.get("location")}`;
    };
    const refused = "303 /login?error=provider";
    expect(await ask(`${callback}?code=x&state=y`)).toBe(refused);
    expect(await ask(`${callback}?error=access_denied&state=y`)).toBe(refused);
    expect(await ask(callback, "gantry-oidc=forged")).toBe(refused);

    const begun = await fetch(`${url}/api/session/oidc?next=//evil.example`, {
      redirect: "manual",
    });
    const location = new URL(begun.headers.get("location") ?? "");
    for (const name of ["state", "nonce", "code_challenge"])
      expect(location.searchParams.get(name)?.length, name).toBeGreaterThan(20);
    expect(location.searchParams.get("code_challenge_method")).toBe("S256");
    const cookie = begun.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";
    expect(await ask(`${callback}?code=x&state=another`, cookie)).toBe(refused);
    const state = location.searchParams.get("state");
    expect(await ask(`${callback}?code=x&state=${state}`, cookie)).toBe(refused);

    const used: string[] = [];
    page.on("request", (request) => {
      if (request.url().startsWith(callback)) used.push(request.url());
    });
    await page.goto(`${url}/login`);
    await signInWithProvider(page, "olga");
    await expect(page).toHaveURL(`${url}/`);
    expect(used).toHaveLength(1);
    expect(await ask(used[0] ?? "")).toBe(refused);

    const operatorCookie = await signIn({ url });
    const audit = await fetch(`${url}/api/audit`, { headers: { cookie: operatorCookie } });
    const text = await audit.text();
    expect(text).toContain("with the provider");
    expect(text).not.toContain(clientSecret);
  },
);
