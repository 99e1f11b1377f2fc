import { isDeepStrictEqual } from 'node:util'

import type { Edit, PostContent } from '../network.ts'
import { ask, inPath, status } from './api.ts'
import { commentaryOf } from './body.ts'
import { signedIn } from './session.ts'
import { madeOf, partOf } from './steps.ts'

/** Of what people see, the network changes only the text. */
export const edit: Edit = {
  refuses: ({ job, after }) => (isDeepStrictEqual(besideText(job.content), besideText(after)) ? undefined : { code: 'only-text-changes' }),
  apply: async ({ job, after }, environment) => {
    const call = {
      session: signedIn(job.access),
      method: 'POST',
      path: `rest/posts/${inPath(madeOf(job).urn)}`,
      restli: 'PARTIAL_UPDATE',
    } as const
    const json = { patch: { $set: { commentary: commentaryOf(after) } } }
    const changed = await ask({ ...call, json, answer: status(204) }, environment)
    return changed.ok ? { ok: true, value: {} } : changed
  },
}

/** A poll without a question of its own shows the first line, which stays as it was; the languages are told to nobody. */
function besideText({ parts, settings }: PostContent): unknown {
  const { media, link, poll } = partOf({ parts, languages: [], settings })
  return { count: parts.length, media, link, poll, settings }
}
