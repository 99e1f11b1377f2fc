/** Who looks at a thread has changed. */
export function presenceTopic(threadId: string): string {
  return `presence:${threadId}`
}

/** Any thread may be another than it was. */
export const allThreads = ['inbox', 'threads'] as const

/** As many as are told one by one; more do not fit into one notification, and nobody would look at them one by one. */
const mostNamed = 100

/** What readers of these threads should load again. */
export function topicsOf(...threadIds: readonly string[]): readonly string[] {
  const ids = new Set(threadIds)
  return ids.size > mostNamed ? allThreads : ['inbox', ...[...ids].map((id) => `thread:${id}`)]
}
