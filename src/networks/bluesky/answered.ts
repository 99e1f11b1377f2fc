import { z } from 'zod'

import type { PostContent } from '../network.ts'
import { type StrongRef, strongRefSchema } from './api.ts'

/** What is kept of a post to answer it: the post that began the talk, and the post itself. */
export const targetSchema = z.object({ root: strongRefSchema, parent: strongRefSchema })

/** Undefined for a post of its own. */
export function answeredBy({ answers }: PostContent): { readonly root: StrongRef; readonly parent: StrongRef } | undefined {
  return answers && targetSchema.parse(answers.to)
}
