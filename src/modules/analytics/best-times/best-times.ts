import { type JudgedPost, type Strength, strengthsOf } from './strength.ts'

/** An hour of the week by the brand's clock, and how posts published then may be expected to do. */
export interface RatedHour {
  /** 1 is Monday. */
  readonly day: number
  readonly hour: number
  /** How much more or less than usual a post gathers, as a share: 0.2 is a fifth more. */
  readonly lift: number
  /** Posts of the account, weighted, that speak for this hour: the one at the hour itself and near it. */
  readonly posts: number
  /** How much of the answer comes from the account's own posts rather than from the others of its network, 0 to 1. */
  readonly own: number
  /** `sure`: better than usual beyond what chance explains (one-sided, 95 %). `likely`: in five cases of six. `thin`: no more than a hint. */
  readonly sure: 'sure' | 'likely' | 'thin'
}

interface Known {
  readonly posts: readonly JudgedPost[]
  /** Posts of the brand's other accounts on the same network. */
  readonly pooled: readonly (readonly JudgedPost[])[]
  readonly timeZone: string
  readonly now: Temporal.Instant
}

/** Weeks after which a post counts for half. */
const halfLife = 12
/** So many posts near an hour weigh as much as what is known of the network there. */
const trust = 6
/** Standard deviation of an hour's neighbourhood, in hours: a quarter past eight tells something of nine. */
const spread = 1.25
/** What a post says of the same hour on other days, of the same half of the week and of the other. */
const otherDay = { alike: 0.5, unlike: 0.1 }
const sureAt = { sure: 1.645, likely: 1 }

/**
 * Rates the 168 hours of a week by the account's own posts, best first.
 *
 * own(h) = Σ w·K·s ÷ Σ w·K over posts, where s is a post's strength (strength.ts), w = 2^(−age ÷ 12 weeks) and K falls with the distance of its
 * hour from h. The same over the other accounts of the network gives pooled(h), itself drawn towards 0 where they say little. The answer is
 * n ÷ (n + 6) · own + 6 ÷ (n + 6) · pooled, with n = Σ w·K. The form follows what suites publish of theirs (weights by age and closeness, little
 * data filled up from the network); the constants are ours and are held against weeks that were kept back (backtest.ts).
 */
export function rateHours({ posts, pooled, timeZone, now }: Known): RatedHour[] {
  const own = strengthsOf(posts)
  const mine = placed(own.posts, { timeZone, now })
  const others = pooled.flatMap((of) => placed(strengthsOf(of).posts, { timeZone, now }))
  const hours = Array.from({ length: 168 }, (_, index) => {
    const place = { day: Math.floor(index / 24) + 1, hour: index % 24 }
    const here = weigh(mine, place)
    const there = weigh(others, place)
    const prior = (there.weight * there.mean) / (there.weight + trust)
    const share = here.weight / (here.weight + trust)
    const strength = share * here.mean + (1 - share) * prior
    return {
      ...place,
      lift: Math.expm1(strength * own.scale),
      posts: here.weight,
      own: share,
      sure: howSure(strength, 1 / Math.sqrt(here.independent + trust)),
    }
  })
  return hours.toSorted((one, other) => other.lift - one.lift)
}

interface Placed extends Strength {
  readonly day: number
  /** With minutes as a fraction. */
  readonly hour: number
  readonly weight: number
}

function placed(posts: readonly Strength[], { timeZone, now }: Pick<Known, 'timeZone' | 'now'>): Placed[] {
  return posts.map((post) => {
    const local = post.publishedAt.toZonedDateTimeISO(timeZone)
    const weeks = (now.epochMilliseconds - post.publishedAt.epochMilliseconds) / (7 * 86_400_000)
    return { ...post, day: local.dayOfWeek, hour: local.hour + local.minute / 60, weight: 2 ** (-Math.max(0, weeks) / halfLife) }
  })
}

/** The weighted mean of the strengths around an hour, how much weight stands behind it, and how many posts of equal weight that is worth. */
function weigh(posts: readonly Placed[], { day, hour }: { day: number; hour: number }) {
  let [weight, sum, squares] = [0, 0, 0]
  for (const post of posts) {
    const by = post.weight * closeness(post, { day, hour })
    weight += by
    sum += by * post.strength
    squares += by * by
  }
  return weight < 1e-9 ? { weight: 0, mean: 0, independent: 0 } : { weight, mean: sum / weight, independent: weight ** 2 / squares }
}

function closeness(post: Pick<Placed, 'day' | 'hour'>, { day, hour }: { day: number; hour: number }): number {
  // From the full hour, which is what is suggested; around midnight too.
  const apart = Math.abs(post.hour - hour)
  const near = Math.exp(-((Math.min(apart, 24 - apart) / spread) ** 2) / 2)
  if (post.day === day) return near
  return near * (post.day > 5 === day > 5 ? otherDay.alike : otherDay.unlike)
}

/** Strengths have a standard deviation of about one, by how they are made; what is taken from the network is worth `trust` posts. */
function howSure(strength: number, error: number): RatedHour['sure'] {
  if (strength > sureAt.sure * error) return 'sure'
  return strength > sureAt.likely * error ? 'likely' : 'thin'
}
