import type { Json } from '#kit/json'

import { type Community, profileCommunity } from './stand-in-communities.ts'
import type { Server } from './stand-in-state.ts'
import { ApiError, needScope, onlyQuery, type Signed } from './stand-in-wire.ts'

/** A community by its name, however it is written; `u_name` is somebody's profile. */
export function communityCalled({ state }: Server, name: string): Community | undefined {
  const wanted = name.toLowerCase()
  const person = state.people.find(({ handle }) => `u_${handle}` === wanted)
  if (person) return profileCommunity(person.id, person.handle)
  return state.communities.find((each) => each.name.toLowerCase() === wanted)
}

/** @throws ApiError, or Response: one that is not there leads to a search. */
function needCommunity({ server }: Signed, name: string): Community {
  const community = communityCalled(server, name)
  if (!community) throw new ApiError(404, 'Not Found')
  if (community.type === 'private') throw new ApiError(403, 'Forbidden', 'private')
  return community
}

/** `GET /r/{name}/about`. */
export function aboutCommunity(asked: Signed, name: string): Json | Response {
  needScope(asked, 'read')
  onlyQuery(asked, [])
  if (!communityCalled(asked.server, name))
    return new Response(null, { status: 302, headers: { location: `${asked.server.world.origin}/subreddits/search?q=${name}` } })
  const community = needCommunity(asked, name)
  return {
    kind: 't5',
    data: {
      id: community.id.slice(3),
      name: community.id,
      display_name: community.name,
      title: community.title,
      subreddit_type: community.type,
      submission_type: community.takes,
      allow_images: community.images,
      allow_galleries: community.galleries,
      allow_videos: community.videos,
      allow_polls: community.polls,
      over18: community.adult,
      restrict_posting: community.type === 'restricted',
      user_is_banned: false,
      user_is_contributor: false,
      user_is_moderator: community.name === `u_${ownHandle(asked)}`,
      subscribers: 1200,
    },
  }
}

function ownHandle({ server, grant }: Signed): string | undefined {
  return server.state.people.find(({ id }) => id === grant.personId)?.handle
}

/** `GET /r/{name}/about/rules`. */
export function rulesOfCommunity(asked: Signed, name: string): Json {
  needScope(asked, 'read')
  const { rules } = needCommunity(asked, name)
  return {
    rules: rules.map(({ name: short_name, description, kind }, priority) => ({
      short_name,
      description,
      kind,
      priority,
      violation_reason: short_name,
      created_utc: 1_600_000_000,
    })),
    site_rules: ['Spam', 'Personal and confidential information'],
  }
}

/** `GET /api/v1/{name}/post_requirements`. */
export function requirementsOf(asked: Signed, name: string): Json {
  needScope(asked, 'submit')
  return { ...needCommunity(asked, name).requirements }
}

/** `GET /r/{name}/api/link_flair_v2`: refused where nobody but moderators may give one. */
export function flairsOf(asked: Signed, name: string): Json {
  needScope(asked, 'flair')
  const { flairs } = needCommunity(asked, name)
  if (flairs.length === 0) throw new ApiError(403, 'Forbidden')
  return flairs.map(({ id, text, modOnly }) => ({
    id,
    text,
    mod_only: modOnly,
    type: 'text',
    text_editable: false,
    allowable_content: 'all',
    max_emojis: 10,
    css_class: '',
    text_color: 'dark',
    background_color: '#dadada',
    richtext: [],
  }))
}
