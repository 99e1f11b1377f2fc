/** Upright, as telephones film. */
export const filmSize = { width: 540, height: 960, seconds: 6 } as const
