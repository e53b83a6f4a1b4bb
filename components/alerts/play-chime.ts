/** The notes are over by then. Where the browser wants a click first they never are, and each context would stay. */
const closeAfterMs = 2_000;

/** Two notes, rising for a success and falling for anything else. Silent where the browser wants a click first. */
export function playChime(isGood: boolean): void {
  const context = new AudioContext();
  const notesHz = isGood ? [660, 880] : [440, 330];
  for (const [index, hz] of notesHz.entries()) {
    const at = context.currentTime + index * 0.16;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.2, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
    const note = new OscillatorNode(context, { frequency: hz });
    note.connect(gain).connect(context.destination);
    note.start(at);
    note.stop(at + 0.32);
  }
  setTimeout(() => void context.close(), closeAfterMs);
}
