/** US dollars for one use of X's API, pay per use. From docs.x.com/x-api/getting-started/pricing and the developer console, 22 August 2026. */
export const prices = {
  post: 0.015,
  postWithLink: 0.2,
  altText: 0.005,
} as const
