export const jsonKind = { object: 0, array: 1, string: 2, number: 3, word: 4 } as const;
