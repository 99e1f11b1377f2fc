/** US dollars for one use of X's API, pay per use. From docs.x.com/x-api/getting-started/pricing and the developer console, 22 August 2026. */
export const prices = {
  post: 0.015,
  postWithLink: 0.2,
  altText: 0.005,
  /** A post that answers somebody who named the profile. */
  answer: 0.01,
  message: 0.015,
  /** In the lists of the profile whose owner has the app (“owned reads”); asked for by its id, one's own post costs as any other. */
  ownPostRead: 0.001,
  postRead: 0.005,
  messageRead: 0.01,
  /** Each profile that is read; the same one, or the same post, twice on a day (UTC) counts once, which Hearth leaves aside. */
  profileRead: 0.01,
} as const
