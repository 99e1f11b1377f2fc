import type { Json } from '#kit/json'

import { onlyKnown, pick } from '../stand-in-graph.ts'
import { nowAt } from '../stand-in-time.ts'
import type { NewReview } from '../stand-in.ts'
import { timestamp } from './stand-in-photos.ts'
import { newId, personWith, type Review, type Server } from './stand-in-state.ts'
import { tellOfReview } from './stand-in-told.ts'
import type { AsPage } from './stand-in-wire.ts'

/** Somebody recommends a Page or does not, once. @throws Error with a sentence where the network would not let them. */
export function review(server: Server, { by, of, text, ...said }: NewReview): { readonly id: string } {
  if (!('recommends' in said)) throw new Error('People recommend a Page or do not; there are no stars.')
  const [author, page] = [personWith(server, by), personWith(server, of)]
  const { reviews } = server.state
  if (!page.isPage || author.isPage) throw new Error('People review Pages.')
  if (text.trim().length < 25) throw new Error('A recommendation has at least 25 characters.')
  if (reviews.some(({ pageId, authorId }) => pageId === of && authorId === by)) throw new Error('You have reviewed this Page already.')
  const written: Review = { id: newId('14'), pageId: of, authorId: by, recommends: said.recommends, text, at: nowAt(server) }
  reviews.push(written)
  server.world.changed()
  tellOfReview(server, written)
  return { id: written.id }
}

/** `GET /{page}/ratings`: the latest first. */
export function listReviews(asked: AsPage): Json {
  const { server, page, parameters } = asked
  onlyKnown(asked, ['limit'])
  const shown = server.state.reviews.filter(({ pageId }) => pageId === page.id).toReversed()
  return {
    data: shown
      .slice(0, Number(parameters.get('limit') ?? 25))
      .map((each) => pick({ id: () => undefined, ...reviewFields(server, each) }, parameters.get('fields'), 'Recommendation')),
  }
}

function reviewFields(server: Server, { id, authorId, recommends, text, at }: Review) {
  return {
    created_time: (): Json => timestamp(at),
    recommendation_type: (): Json => (recommends ? 'positive' : 'negative'),
    rating: (): Json | undefined => undefined,
    review_text: (): Json => text,
    reviewer: (): Json => ({ id: authorId, name: personWith(server, authorId).displayName }),
    open_graph_story: (): Json => ({ id }),
  }
}
