import { z } from 'zod'

import { asJson, shorten } from './failures.ts'

/** What the Graph API, which several networks speak, says in an error. */
export interface GraphError {
  readonly code: number
  readonly subcode: number | undefined
  /** It says of itself that trying again may help. */
  readonly transient: boolean
  /** `400 36000/2207004: …`, short enough to keep. */
  readonly detail: string
}

const errorSchema = z.object({
  error: z.object({
    message: z.string().catch(''),
    code: z.int(),
    error_subcode: z.int().optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
    error_user_msg: z.string().optional().catch(undefined),
  }),
})

/** undefined where the answer is none of its errors. */
export function graphErrorIn({
  response: { status },
  text,
}: {
  readonly response: Response
  readonly text: string
}): GraphError | undefined {
  const said = errorSchema.safeParse(asJson(text)).data?.error
  if (!said) return undefined
  const { code, error_subcode: subcode, message, error_user_msg: words, is_transient: transient = false } = said
  const detail = shorten(`${status} ${code}${subcode === undefined ? '' : `/${subcode}`}: ${words ?? message}`)
  return { code, subcode, transient, detail }
}

/** Why the token does not serve: it ran out, it is dead, or it lacks a right. undefined where the error is about something else. */
export function graphSignedOut({
  code,
  subcode,
}: Pick<GraphError, 'code' | 'subcode'>): 'token-expired' | 'signed-out' | 'right-missing' | undefined {
  // 458 to 492 say why a token is dead; only these two say that it ran out.
  if (code === 190 || code === 102 || code === 104) return subcode === 463 || subcode === 467 ? 'token-expired' : 'signed-out'
  return code === 3 || code === 10 || (code >= 200 && code < 300) ? 'right-missing' : undefined
}

/** Too many calls: of the app, the person or the profile. */
export function isGraphRate({ code }: Pick<GraphError, 'code'>): boolean {
  return [4, 17, 32, 341, 613].includes(code) || (code >= 80_000 && code < 80_100)
}

/** A fault of the network's own, after which nobody knows whether it was done. */
export function isGraphFault({ code, transient }: Pick<GraphError, 'code' | 'transient'>): boolean {
  return transient || [-2, -1, 1, 2].includes(code)
}

const usualMinutes = 5
const longestMinutes = 24 * 60

const usageSchema = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number().optional() })))

/** In minutes: the longest that `x-business-use-case-usage` estimates. */
export function graphPause(headers: Headers): number {
  const usage = usageSchema.safeParse(asJson(headers.get('x-business-use-case-usage') ?? '')).data ?? {}
  const estimates = Object.values(usage).flatMap((each) => each.map(({ estimated_time_to_regain_access: minutes = 0 }) => minutes))
  const longest = Math.ceil(Math.max(0, ...estimates))
  return Math.min(longest > 0 ? longest : usualMinutes, longestMinutes)
}
