/** What readers of these posts should load again. */
export function topicsOf(...postIds: readonly string[]): string[] {
  return ['posts', 'attention', ...new Set(postIds.map((id) => `post:${id}`))]
}
