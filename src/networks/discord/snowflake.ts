/** The first instant that ids of the network count from, in milliseconds since 1970 (docs.discord.com/developers/reference#snowflakes). */
const epoch = 1_420_070_400_000n

/** The smallest id that something made at this instant can have. */
export function snowflakeAt(instant: Temporal.Instant): string {
  const since = BigInt(instant.epochMilliseconds) - epoch
  return String((since > 0n ? since : 0n) << 22n)
}

/** Ids grow with time: less than 0 where the first is older. */
export function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0)
}

export function isSnowflake(written: string): boolean {
  return /^[1-9]\d{16,19}$/.test(written)
}
