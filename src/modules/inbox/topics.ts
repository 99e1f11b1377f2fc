/** Who looks at a thread has changed. */
export function presenceTopic(threadId: string): string {
  return `presence:${threadId}`
}

/** What readers of these threads should load again. */
export function topicsOf(...threadIds: readonly string[]): string[] {
  return ['inbox', ...new Set(threadIds.map((id) => `thread:${id}`))]
}
