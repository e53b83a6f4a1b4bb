export const maxIdLength = 128;

/** Dots stand inside alone: one at the end ends a sentence. */
const bedrockId = /^job_[\w-]+(?:\.[\w-]+)*$/;
/** A ULID. */
const figurId = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export const isBedrockId = (text: string): boolean =>
  text.length <= maxIdLength && bedrockId.test(text);

export const isFigurId = (text: string): boolean => figurId.test(text);
