import type { NetworkEnvironment } from './network.ts'

/** Of the posts on a profile, those that no other delivery made as far as is known: only they can be what is looked for. */
export async function notTaken<Post extends { readonly id: string }>(
  posts: readonly Post[],
  { taken }: Pick<NetworkEnvironment, 'taken'>,
): Promise<readonly Post[]> {
  if (!taken || posts.length === 0) return posts
  const others = await taken(posts.map(({ id }) => id))
  return posts.filter(({ id }) => !others.has(id))
}
