import { oc } from '@orpc/contract'
import { z } from 'zod'

import type { Json } from './json.ts'

/** What every procedure of the API declares: who may call it, and what calling it does. `creates` also honours an Idempotency-Key. */
export interface ProcedureMeta {
  permission: string
  does: 'reads' | 'changes' | 'creates'
  /** What a member must reach to be let in; the module teams says what each means. */
  reach?: string
}

/** The start of every procedure in a contract. Modules use `asks()` of `#contract/teams`, which knows the permissions by name. */
export function procedure(meta: ProcedureMeta) {
  return oc.$meta<ProcedureMeta>(meta).meta(meta).errors(commonRefusals)
}

/** A refusal is expected trouble: a code, an HTTP status, and a sentence that says what to do next. `data` fills the sentence in other languages. */
export interface RefusalKind {
  status: number
  message: string
  data?: z.ZodType
}

export const commonRefusals = {
  SIGN_IN_FIRST: { status: 401, message: 'Sign in first, or send an API key as "Authorization: Bearer …".' },
  NOT_ALLOWED: { status: 403, message: 'Your role does not include this. Ask an owner of the workspace.' },
  TWO_FACTORS_FIRST: {
    status: 403,
    message: 'This workspace asks for two factors. Sign in to Hearth in a browser and set one up: an app for codes or a passkey.',
  },
  KEY_NOT_FOR_THIS: { status: 403, message: 'This API key is not meant for this. Make one whose scopes include it.' },
  READ_FIRST: {
    status: 403,
    message: 'Before you may do this, read and confirm what `documents` names, under Settings, Training.',
    data: z.object({ documents: z.array(z.object({ id: z.uuid(), title: z.string() })) }),
  },
  NOT_FOUND: { status: 404, message: 'This does not exist, or not any more. Go back and reload the list.' },
  BAD_CURSOR: { status: 400, message: 'This cursor is not one that a list gave. Send the `next` of the page before, or none to begin.' },
  KEY_REUSED: { status: 409, message: 'This Idempotency-Key was used for another request. Send a new key.' },
  STILL_RUNNING: { status: 409, message: 'The first request with this Idempotency-Key is still running. Ask again in a moment.' },
} as const satisfies Record<string, RefusalKind>

/** An instant on the wire: ISO 8601 in UTC. */
export const Instant = z.iso.datetime()
/** A wall-clock date and time without a zone, to the minute: 2026-11-24T09:30. */
export const LocalTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Write the date and time as 2026-11-24T09:30.')
/** An IANA time zone, e.g. Asia/Taipei. */
export const TimeZone = z.string().refine(isTimeZone, 'Choose a time zone from the list, for example Asia/Taipei.')
export const Language = z.enum(['en', 'zh-TW'])
export type Language = z.output<typeof Language>

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Whatever JSON can say, as the kit types it. */
export const AnyJson: z.ZodType<Json> = z.json()
