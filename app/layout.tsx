import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Header } from "#components/shell/header.tsx";
import { PreferencesProvider } from "#components/shell/preferences.tsx";
import { SandboxBanner } from "#components/shell/sandbox-banner.tsx";
import { parsePreferences, themeCookie, zoneCookie } from "#lib/domain/preferences.ts";
import { readSettings } from "#lib/server/env.ts";
import { readVersion } from "#lib/server/version.ts";

export const metadata: Metadata = { description: "A live dashboard for long-running jobs" };
export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const isSandbox = readSettings().sandbox;
  const jar = await cookies();
  const preferences = parsePreferences(jar.get(themeCookie)?.value, jar.get(zoneCookie)?.value);
  return (
    <html lang="en" data-theme={preferences.theme} data-version={readVersion() ?? undefined}>
      <body>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-2"
        >
          Skip to the content
        </a>
        <PreferencesProvider initial={preferences}>
          <Header canSignOut={!isSandbox} />
          {isSandbox && <SandboxBanner />}
          <main id="main" className="mx-auto max-w-[1360px] px-3 pt-4 pb-10 sm:px-5 sm:pt-5">
            {children}
          </main>
        </PreferencesProvider>
      </body>
    </html>
  );
}
