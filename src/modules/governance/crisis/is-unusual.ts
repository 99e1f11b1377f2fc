import type { PlaybookContent } from '../crisis-contract.ts'
import type { Heard } from './outward.ts'

/** Hours that are looked back at: four weeks, and the hour itself. */
export const hoursLookedAt = 28 * 24 + 1

/** Fewer messages in an hour are no storm, however quiet the brand usually is. */
export const fewest = 10

interface Unusual {
  readonly messages: number
  readonly usualMessages: number
  readonly complaints: number
  readonly usualComplaints: number
}

/**
 * Whether the last of these hours is so loud and so angry that somebody should look: as many times the usual messages as the playbook says, and that
 * share of complaints or more, which must also be half as much again as usual. Usual is the median of the same time of day, an hour more or less,
 * in four weeks, and one at least; the share is that of all messages of those weeks. Shares are in per cent.
 */
export function unusualHour(hours: readonly Heard[], { times, complaints }: PlaybookContent['proposing']): Unusual | undefined {
  const now = hours.at(-1)
  if (!now || now.messages < fewest) return undefined
  const before = hours.slice(0, -1)
  const alike = before.filter((_, index) => isSameTime(before.length - index)).map(({ messages }) => messages)
  const usual = Math.max(1, median(alike))
  const usualShare = share(
    before.reduce((sum, { complaints: c }) => sum + c, 0),
    before.reduce((sum, { messages }) => sum + messages, 0),
  )
  const nowShare = share(now.complaints, now.messages)
  if (now.messages < times * usual || nowShare < Math.max(complaints, usualShare * 1.5)) return undefined
  return { messages: now.messages, usualMessages: usual, complaints: Math.round(nowShare), usualComplaints: Math.round(usualShare) }
}

/** So many hours ago it was the same time of day, an hour more or less; not today. */
function isSameTime(hoursAgo: number): boolean {
  return hoursAgo > 12 && (hoursAgo % 24 <= 1 || hoursAgo % 24 === 23)
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0]
  return (low + high) / 2
}
