const soundKey = "gantry-sound";

/** Whether a job that ends in an open tab makes a sound, in any tab of this browser. */
export const hasSound = (): boolean => localStorage.getItem(soundKey) !== null;

export function setSound(on: boolean): void {
  if (on) localStorage.setItem(soundKey, "1");
  else localStorage.removeItem(soundKey);
}
