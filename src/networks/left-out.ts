import { z } from 'zod'

import type { Reason } from './network.ts'

/** A `Reason` as it is saved. */
type SavedReason = { readonly [Key in keyof Reason]: Reason[Key] }

interface Why {
  readonly code: string
  readonly params?: Reason['params'] | undefined
  readonly detail?: string | undefined
}

/** The result of a step that the network refused although the post is out: a first comment, captions, a cover. It stays published, and people are told. */
export function leftOut({ code, params, detail }: Why): Readonly<Record<'leftOut', SavedReason>> {
  return { leftOut: { code, ...(params === undefined ? {} : { params }), ...(detail === undefined ? {} : { detail }) } }
}

/** What a step's result says was left out, if anything. */
export function leftOutIn(result: unknown): Reason | undefined {
  const why = schema.safeParse(result).data?.leftOut
  return why && leftOut(why).leftOut
}

const schema = z.object({
  leftOut: z.object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    detail: z.string().optional(),
  }),
})
