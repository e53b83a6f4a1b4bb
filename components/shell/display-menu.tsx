"use client";
import { useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { menuHandlers } from "#components/ui/menu.tsx";
import { themes } from "#lib/domain/preferences.ts";
import { usePreferences } from "./preferences.tsx";

const themeWords = { system: "As the system", light: "Light", dark: "Dark" };

/** Theme and time zone. The zone holds for every instant on every page. */
export function DisplayMenu({ canSignOut }: { canSignOut: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="relative noscript:hidden"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      {...menuHandlers}
    >
      <summary
        className="grid size-8 cursor-pointer list-none place-items-center rounded-md text-muted hover:bg-sunken hover:text-text"
        aria-label="Display: theme and time zone"
      >
        <Icon name="display" />
      </summary>
      {isOpen && <DisplayChoices canSignOut={canSignOut} />}
    </details>
  );
}

/** Drawn in the browser alone: the server does not know the zone that is the browser's own. */
function DisplayChoices({ canSignOut }: { canSignOut: boolean }) {
  const { theme, zone, setTheme, setZone } = usePreferences();
  const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="panel absolute right-0 z-30 mt-2 grid w-60 gap-4 p-4 shadow-lg">
      <fieldset>
        <legend className="mb-1 text-[12px] text-muted">Theme</legend>
        {themes.map((each) => (
          <label key={each} className="flex min-h-7 items-center gap-2">
            <input
              type="radio"
              name="theme"
              checked={theme === each}
              onChange={() => setTheme(each)}
            />
            {themeWords[each]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend className="mb-1 text-[12px] text-muted">Time zone</legend>
        {[...new Set([ownZone, "UTC"])].map((each) => (
          <label key={each} className="flex min-h-7 items-center gap-2">
            <input
              type="radio"
              name="zone"
              checked={zone === each}
              onChange={() => setZone(each)}
            />
            {each}
          </label>
        ))}
      </fieldset>
      {canSignOut && (
        <button type="button" className="button justify-center" onClick={signOut}>
          Sign out
        </button>
      )}
    </div>
  );
}

async function signOut(): Promise<void> {
  await fetch("/api/session", { method: "DELETE" });
  location.assign("/login");
}
