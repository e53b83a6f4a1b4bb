import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Header } from "#components/shell/header.tsx";
import { SessionKeeper } from "#components/session/session-keeper.tsx";
import { PreferencesProvider } from "#components/shell/preferences.tsx";
import { SandboxBanner } from "#components/shell/sandbox-banner.tsx";
import { parsePreferences, themeCookie, zoneCookie } from "#lib/domain/preferences.ts";
import { sandboxActorName } from "#lib/server/auth/actor.ts";
import { findActor } from "#lib/server/auth/get-actor.ts";
import { readProvider } from "#lib/server/auth/read-provider.ts";
import { readSettings } from "#lib/server/env.ts";
import { readVersion } from "#lib/server/version.ts";

export const metadata: Metadata = { description: "A live dashboard for long-running jobs" };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { sandbox: isSandbox } = readSettings();
  const asked = await headers();
  const viewer = await findActor({ headers: asked });
  const isMac = /Mac|iPad|iPhone/.test(asked.get("user-agent") ?? "");
  const isSignedIn = viewer !== undefined && viewer.name !== sandboxActorName;
  const jar = await cookies();
  const preferences = parsePreferences(jar.get(themeCookie)?.value, jar.get(zoneCookie)?.value);
  return (
    <html
      lang="en"
      data-theme={preferences.theme}
      data-version={readVersion() ?? undefined}
      data-mac={isMac || undefined}
    >
      <body>
        <PreferencesProvider initial={preferences}>
          {viewer ? (
            <>
              <a
                href="#main"
                className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-2"
              >
                Skip to the content
              </a>
              <Header signedInAs={isSignedIn ? `${viewer.name} (${viewer.role})` : null} />
              {isSignedIn && <SessionKeeper name={viewer.name} provider={readProvider()} />}
              {isSandbox && <SandboxBanner />}
              <main
                id="main"
                className="mx-auto max-w-[1360px] px-3 pt-4 pb-10 has-[[data-wide]]:max-w-none sm:px-5 sm:pt-5"
              >
                {children}
              </main>
            </>
          ) : (
            <main className="grid min-h-dvh content-center px-4 py-8 pb-[14dvh]">{children}</main>
          )}
        </PreferencesProvider>
      </body>
    </html>
  );
}
