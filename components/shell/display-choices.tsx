"use client";
import { refreshIfReachable } from "#lib/client/refresh-page.ts";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { hasSound, setSound } from "#components/alerts/sound-choice.ts";
import { playChime } from "#components/alerts/play-chime.ts";
import { SignOut } from "#components/session/sign-out.tsx";
import { themes } from "#lib/domain/preferences.ts";
import { usePreferences } from "./preferences.tsx";

const themeWords = { system: "As the system", light: "Light", dark: "Dark" };

type DisplayChoicesProps = { signedInAs: string | null; onKeys: () => void };

/** Drawn in the browser alone: the server does not know the zone that is the browser's own. */
export default function DisplayChoices({ signedInAs, onKeys }: DisplayChoicesProps) {
  const { theme, zone, setTheme, setZone } = usePreferences();
  const router = useRouter();
  const [sound, setSoundState] = useState(hasSound);
  const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div
      tabIndex={-1}
      className="panel absolute right-0 z-30 mt-2 grid w-60 gap-4 p-4 shadow-lg outline-none"
    >
      <fieldset>
        <legend className="mb-1 text-[12.5px] text-muted">Theme</legend>
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
        <legend className="mb-1 text-[12.5px] text-muted">Time zone</legend>
        {[...new Set([ownZone, "UTC"])].map((each) => (
          <label key={each} className="flex min-h-7 items-center gap-2">
            <input
              type="radio"
              name="zone"
              checked={zone === each}
              onChange={() => {
                setZone(each);
                // What the server wrote out is in the zone before.
                void refreshIfReachable(router);
              }}
            />
            {each}
          </label>
        ))}
      </fieldset>
      <label className="flex min-h-7 items-center gap-2">
        <input
          type="checkbox"
          checked={sound}
          onChange={({ target: { checked } }) => {
            setSoundState(checked);
            setSound(checked);
            if (checked) playChime(true);
          }}
        />
        Sound when an open job ends
      </label>
      <button type="button" className="button justify-between" onClick={onKeys}>
        Keys <kbd className="text-[12.5px] text-muted">?</kbd>
      </button>
      {signedInAs !== null && <SignOut signedInAs={signedInAs} />}
    </div>
  );
}
