export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** How one reader wants to see things. Kept in cookies, so that the server draws it right at once. */
export type Preferences = {
  theme: Theme;
  /** An IANA zone; null until the browser has told its own. */
  zone: string | null;
};

export const themeCookie = "gantry-theme";
export const zoneCookie = "gantry-zone";

/** Preferences from cookie values; anything unknown counts as not chosen. */
export function parsePreferences(theme: string | undefined, zone: string | undefined): Preferences {
  return {
    theme: themes.find((each) => each === theme) ?? "system",
    zone: zone !== undefined && isZone(zone) ? zone : null,
  };
}

function isZone(text: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
}
