import type { Json } from '#kit/json'

import { privacyLevels } from './choices.ts'
import { usualSeconds } from './fit.ts'

/** What `creator_info` said of this profile last. */
export interface CreatorLimits {
  readonly privacy: readonly string[]
  readonly commentsOff: boolean
  readonly duetsOff: boolean
  readonly stitchesOff: boolean
  readonly maxSeconds: number
}

/** Nothing known leaves everything open: it is asked again before each post. */
export function limitsIn(limits: Json): CreatorLimits {
  const read = typeof limits === 'object' && limits !== null && !Array.isArray(limits) ? new Map(Object.entries(limits)) : new Map()
  const offered: unknown = read.get('privacy')
  const seconds: unknown = read.get('maxSeconds')
  const privacy = Array.isArray(offered) ? privacyLevels.filter((level) => offered.includes(level)) : privacyLevels
  return {
    privacy,
    commentsOff: read.get('commentsOff') === true,
    duetsOff: read.get('duetsOff') === true,
    stitchesOff: read.get('stitchesOff') === true,
    maxSeconds: typeof seconds === 'number' && seconds > 0 ? seconds : usualSeconds,
  }
}
