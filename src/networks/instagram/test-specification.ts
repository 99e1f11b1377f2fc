import { graphSpecification } from '../test-graph-specification.ts'

export const specification = graphSpecification(nodeOf, [
  {
    sentence: /comments: Comment has no field (?:text|username|timestamp|hidden|replies)$/,
    source:
      'The edge is said to give Comment; developers.facebook.com/docs/instagram-platform/reference/instagram-media/comments: IG Comment.',
  },
  {
    sentence: /(?:IGUserForIGOnlyAPI|User) has no field mentioned_(?:media|comment)$/,
    source: 'developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/mentions reads them so',
  },
  {
    sentence: /InsightsResult has no field total_value$/,
    source:
      'This flavour is said to give the numbers of Pages; developers.facebook.com/docs/instagram-platform/api-reference/instagram-user/insights: total_value.',
  },
])

const ofPerson = /^(media|stories|content_publishing_limit|tags|mentions|conversations|subscribed_apps)$/

/** Ids do not tell what they are of: the edge, or the fields asked for, do. The state of a container and sign-in have no specification. */
function nodeOf(id: string, request: Request): string | undefined {
  const { pathname, searchParams } = new URL(request.url)
  const edge = pathname.split('/')[3]
  // This flavour's file writes the edge without its underscore; the documentation and the other flavour write it with one.
  if (edge === 'insights') return id.startsWith('17841') ? 'IGUserForIGOnlyAPI' : 'IGMediaForIGOnlyAPI'
  if (edge === 'media_publish') return 'IGUser'
  if (id === 'me' || (edge !== undefined && ofPerson.test(edge))) return 'IGUserForIGOnlyAPI'
  if (edge === 'messages') return id.startsWith('t_') ? 'UnifiedThread' : 'IGUserForIGOnlyAPI'
  if (edge === 'replies' || (edge === undefined && request.method === 'POST')) return 'IGComment'
  if (edge !== undefined) return edge === 'comments' ? 'IGMediaForIGOnlyAPI' : undefined
  const fields = searchParams.get('fields') ?? ''
  if (fields.includes('status_code')) return undefined
  return /^\d+$/.test(id) ? (/\busername\b|user_id/.test(fields) ? 'IGUserForIGOnlyAPI' : 'IGMediaForIGOnlyAPI') : undefined
}
