export const crisis = {}
