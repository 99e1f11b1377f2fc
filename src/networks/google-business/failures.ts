import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import { fromGoogleSignIn } from '../google-failures.ts'
import type { Trouble } from '../network.ts'

/** An error of Google's APIs: `details` holds why, and of v4 what is wrong with which field. */
const errorSchema = z.object({
  error: z.object({
    message: z.string().default(''),
    status: z.string().default(''),
    details: z
      .array(
        z.object({
          reason: z.string().optional(),
          metadata: z.record(z.string(), z.string()).optional(),
          errorDetails: z.array(z.object({ field: z.string().optional(), message: z.string().optional() })).optional(),
        }),
      )
      .catch([]),
  }),
})
type Said = z.infer<typeof errorSchema>['error']

/** Every answer but those that say yes. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  const said = errorSchema.safeParse(asJson(answer.text)).data?.error
  if (status === 429)
    return said && isNotApproved(said) ? rejectedFor('not-approved', said, { status, situation }) : slowDown(answer, situation)
  if (status < 400 || status >= 500 || status === 408 || status === 425) return notUnderstood(answer, situation)
  if (!said) return fromGoogleSignIn(answer, situation)
  const reasons = said.details.flatMap(({ reason }) => reason ?? [])
  const code = reasons.map((reason) => meanings[reason]).find((each) => each !== undefined)
  if (status === 401 || code === 'right-missing') {
    return { ...rejectedFor(code ?? 'token-expired', said, { status, situation }), kind: 'signed-out' }
  }
  return rejectedFor(code ?? usual[said.status] ?? 'refused', said, { status, situation })
}

const meanings: Readonly<Record<string, string>> = {
  SERVICE_DISABLED: 'api-not-enabled',
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: 'right-missing',
}

/** By the status, where no reason tells more. */
const usual: Readonly<Record<string, string>> = { NOT_FOUND: 'not-there', PERMISSION_DENIED: 'not-allowed' }

/** Until Google has approved a project for these APIs, its quota is no request a minute: no pause gets over that. */
function isNotApproved({ details }: Said): boolean {
  return details.some(({ metadata }) => metadata?.['quota_limit_value'] === '0')
}

interface Around {
  readonly status: number
  readonly situation: Situation
}

function rejectedFor(code: string, said: Said, { status, situation }: Around): Trouble & { readonly kind: 'rejected' } {
  const wrong = said.details.flatMap(({ errorDetails = [] }) => errorDetails.map(({ field, message }) => [field, message].join(': ')))
  const detail = shorten(`${status} ${[said.status, said.message, ...wrong].filter((each) => each !== '').join('; ')}`)
  return { kind: 'rejected', reason: { code, params: { host: situation.host }, detail } }
}
