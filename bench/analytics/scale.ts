/** How much there is: two years of a brand with many accounts. */
export interface Scale {
  readonly facts: number
  readonly posts: number
  readonly accounts: number
  readonly days: number
  /** Facts that arrive afterwards, through the way that facts take. */
  readonly arriving: number
}

/** `--facts 200000` for a smaller one, all else in proportion. */
export function scaleOf(args: readonly string[]): Scale {
  const at = args.indexOf('--facts')
  const facts = at < 0 ? 20_000_000 : Number(args[at + 1])
  const share = Math.min(1, facts / 20_000_000)
  return {
    facts,
    posts: Math.max(500, Math.round(50_000 * share)),
    accounts: 50,
    days: 730,
    arriving: Math.max(20_000, Math.round(500_000 * Math.min(1, share * 5))),
  }
}
