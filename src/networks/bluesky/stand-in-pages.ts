import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import type { StandInPost, StandInProfile } from '../stand-in.ts'
import { blobAnswer } from './stand-in-blobs.ts'
import { profileOf } from './stand-in-people.ts'
import { allPosts, postAt, shownPost } from './stand-in-posts.ts'
import { personBy } from './stand-in-state.ts'
import type { Server } from './stand-in-wire.ts'

/** The app's pages, plainly: a profile with its posts, and each post. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string): Response | undefined {
  const [, first, actor = '', what, key = ''] = path.split('/').map(decodeURIComponent)
  if (first === 'img') return blobAnswer(server, { did: actor, cid: what ?? '' })
  if (path === '/')
    return page(
      'Bluesky',
      allPosts(server)
        .slice(0, 50)
        .map((record) => article(server, shownPost(server, record))),
    )
  const person = first === 'profile' ? personBy(server.state, actor) : undefined
  if (!person) return undefined
  if (what === undefined) return profilePage(server, profileOf(server, person))
  const post = what === 'post' ? postAt(server, actor, key) : undefined
  return post ? page(person.displayName, [article(server, shownPost(server, post))]) : undefined
}

function profilePage(server: Server, profile: StandInProfile): Response {
  const posts = allPosts(server, { profileId: profile.id }).slice(0, 50)
  return page(profile.displayName, [
    html`<p>@${profile.handle} · ${profile.followers} followers · ${profile.following} following</p>
      <p>${profile.bio ?? ''}</p>`,
    ...posts.map((record) => article(server, shownPost(server, record))),
  ])
}

function article({ state }: Server, post: StandInPost): Html {
  const author = state.people.get(post.profileId)
  return html`<article>
    <p><strong>${author?.displayName}</strong> @${author?.handle} · <a href="${post.url}">${post.at}</a></p>
    <p class="text">${post.text}</p>
    ${(post.videos ?? []).map(({ url }) => html`<video src="${url}" controls preload="metadata"></video>`)}
    ${post.images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)}
    ${post.link ? html`<p><a href="${post.link.url}" rel="nofollow noreferrer">${post.link.title}</a><br />${post.link.description}</p>` : undefined}
    <p>${post.likes} likes · ${post.reposts} reposts · ${post.replies} replies</p>
  </article>`
}

export const page = pageIn(
  html`body{max-width:36rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:.5rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}img{max-width:100%}`,
)
