import { commentRules } from '../comment-rules.ts'
import type { Answering, PostContent } from '../network.ts'
import { findEntities } from './entities.ts'
import { prices } from './prices.ts'
import { rulesFor } from './rules.ts'
import { findUrls } from './urls.ts'

/** An answer to a post is one post without settings; a private message is longer. */
export const rulesOfAnswers: Answering['rulesFor'] = (limits, kind) =>
  kind === 'message'
    ? commentRules({ max: mostInMessage, entities: findEntities, cost: () => prices.message })
    : { ...rulesFor(limits), maxParts: 1, settings: [], cost }

/** UTF-16 units, from X's documentation of direct messages. */
const mostInMessage = 10_000

/** Whoever is answered has named the profile, by which X reckons a lower price. */
function cost({ parts: [part] }: PostContent): number {
  return findUrls(part?.text ?? '').length > 0 ? prices.postWithLink : prices.answer
}
