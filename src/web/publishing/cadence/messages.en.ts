export const en = {
  title: 'Weekly times and rhythm',
  hint: (zone: string) =>
    `Times at which this account usually publishes, by the clock of ${zone}. The calendar shows the free ones, and the composer offers the next.`,
  none: 'no time',
  usual: 'Monday to Friday, 9:30',
  time: (day: string) => `Time on ${day}`,
  add: (day: string) => `Add a time on ${day}`,
  remove: (day: string, time: string) => `Remove ${day}, ${time}`,
  apart: 'Warn when it is silent for more than',
  days: 'days',
  perDay: 'Warn when a day has more than',
  posts: 'posts',
  noWarning: 'never',
  save: 'Save',
  saved: 'Saved. What is planned already stays where it is.',
  next: 'Next free weekly times',
  nextOne: 'Next free weekly time',
  of: (handles: string) => `of ${handles}`,
  best: {
    title: 'Best times this week',
    lift: (share: string) => `${share} against usual`,
    sure: { sure: 'sure', likely: 'likely', thin: 'a hint' },
    from: (posts: string, others: string | undefined) =>
      others === undefined
        ? `From ${posts} posts of the last half year.`
        : `From ${posts} posts of the last half year and ${others} of other accounts on the same networks.`,
    heldBack: (share: string, posts: number) =>
      `Held against the last eight weeks, which it had not seen: ${posts === 1 ? 'the one post' : `the ${posts} posts`} at such times gathered ${share} on usual.`,
    untried: 'No post of the last eight weeks went out at such a time, so it is untried.',
  },
  warnings: {
    gap: (handle: string, from: string, to: string) => `@${handle} is silent from ${from} to ${to}`,
    gapHint: (days: number, most: number) => `${days} days between two posts; you want at most ${most}.`,
    fill: 'Write a post',
    overfull: (handle: string, day: string) => `@${handle} has much on ${day}`,
    overfullHint: (posts: number, most: number) => `${posts} posts on one day; you want at most ${most}.`,
    look: 'See the day',
  },
}
