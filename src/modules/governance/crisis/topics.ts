/** What is loaded again when a crisis begins, ends or goes on: also posts, which are held or free now. */
export const crisisTopics = ['crisis', 'posts'] as const
