/** The page that a notice about a thread leads to. */
export function threadPage(threadId: string): string {
  return `/inbox?thread=${threadId}`
}
