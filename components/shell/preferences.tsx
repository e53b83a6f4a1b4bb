"use client";
import { createContext, startTransition, use, useEffect, useState, type ReactNode } from "react";
import { keepCookie } from "#lib/client/keep-cookie.ts";
import { themeCookie, zoneCookie, type Preferences, type Theme } from "#lib/domain/preferences.ts";

type PreferencesStore = {
  theme: Theme;
  zone: string;
  setTheme: (theme: Theme) => void;
  setZone: (zone: string) => void;
};

const PreferencesContext = createContext<PreferencesStore>({
  theme: "system",
  zone: "UTC",
  setTheme: () => undefined,
  setZone: () => undefined,
});

export const usePreferences = () => use(PreferencesContext);

/** The zone every instant on screen is written in. UTC until the browser has told its own. */
export const useZone = () => usePreferences().zone;

export function PreferencesProvider({
  initial,
  children,
}: {
  initial: Preferences;
  children: ReactNode;
}) {
  const [theme, setTheme] = useState(initial.theme);
  const [zone, setZone] = useState(initial.zone ?? "UTC");

  useEffect(() => {
    if (initial.zone !== null) return;
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    keepCookie(zoneCookie, own);
    startTransition(() => setZone(own));
  }, [initial.zone]);

  const store = {
    theme,
    zone,
    setTheme(next: Theme) {
      keepCookie(themeCookie, next);
      document.documentElement.dataset["theme"] = next;
      setTheme(next);
    },
    setZone(next: string) {
      keepCookie(zoneCookie, next);
      setZone(next);
    },
  };
  return <PreferencesContext value={store}>{children}</PreferencesContext>;
}
