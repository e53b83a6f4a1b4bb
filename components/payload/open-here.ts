import type { Opening } from "./open-text.ts";
import type { Answer, Answerers, Asks, QuestionName } from "./questions.ts";
import type { Session } from "./session.ts";

/**
 * A short text, held by the page itself. It is drawn from what it opens with, by the server too; it is parsed,
 * and the code for it loaded, when somebody first asks for more.
 */
export function openHere(text: string, { fault, initial }: Opening): Session {
  let answerers: Promise<Answerers> | undefined;
  const load = async () => (await import("./create-answerers.ts")).createAnswerers(text);

  async function ask<Name extends QuestionName>(
    name: Name,
    asks: Asks<Name>,
  ): Promise<Answer<Name>> {
    const all: Answerers<Name> = await (answerers ??= load());
    return all[name](asks);
  }

  return { fault, initial, text, ask, hold: () => () => undefined };
}
