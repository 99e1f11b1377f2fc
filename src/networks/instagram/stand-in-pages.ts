import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import type { StandInPost } from '../stand-in.ts'
import { profileOf, shownPost, shownPosts } from './stand-in-people.ts'
import type { Person, Server } from './stand-in-state.ts'

/** The site's pages, plainly: everything, a profile, a post; and the pictures. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string): Response | undefined {
  const [, first = '', second = ''] = path.split('/').map(decodeURIComponent)
  if (first === '')
    return page(
      'Instagram',
      shownPosts(server, { limit: 60 })
        .filter(isPost)
        .map((post) => article(server, post)),
    )
  if (first === 'pictures') return pictureAnswer(server, second.replace(/\.\w+$/, ''))
  if (['p', 'reel', 'story'].includes(first)) {
    const media = server.state.media.find(({ shortcode }) => shortcode === second)
    return media && page('Instagram', [article(server, shownPost(server, media)), ...commentsOn(server, media.id)])
  }
  const person = server.state.people.find(({ handle }) => handle === first.toLowerCase())
  return person && second === '' ? profilePage(server, person) : undefined
}

function pictureAnswer({ state }: Server, id: string): Response | undefined {
  const picture = state.media.flatMap(({ pictures }) => pictures).find((each) => each.id === id)
  if (picture?.data === undefined) return undefined
  return new Response(Buffer.from(picture.data, 'base64'), {
    headers: { 'content-type': picture.mimeType, 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' },
  })
}

function profilePage(server: Server, person: Person): Response {
  const { displayName, handle, followers, following, bio } = profileOf(server, person)
  const posts = shownPosts(server, { profileId: person.id }).filter(isPost)
  return page(displayName, [
    html`<p>${handle} · ${posts.length} posts · ${followers} followers · ${following} following</p>
      <p>${bio ?? ''}</p>
      <div class="grid">
        ${posts.map(({ url, images }) => html`<a href="${url}"><img src="${images[0]?.url ?? ''}" alt="${images[0]?.alt ?? ''}" /></a>`)}
      </div>`,
  ])
}

function isPost({ replyTo }: StandInPost): boolean {
  return replyTo === undefined
}

function commentsOn(server: Server, mediaId: string): readonly Html[] {
  const handles = new Map(server.state.people.map(({ id, handle }) => [id, handle]))
  const comments = server.state.comments.filter((comment) => comment.mediaId === mediaId)
  return comments.map(({ personId, text }) => html`<p class="text"><strong>${handles.get(personId)}</strong> ${text}</p>`)
}

function article({ state, world }: Server, post: StandInPost): Html {
  const author = state.people.find(({ id }) => id === post.profileId)
  return html`<article>
    <p>
      <strong><a href="${world.webOrigin}/${author?.handle}/">${author?.handle}</a></strong>
    </p>
    <div class="pictures">
      ${post.images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)}
      ${(post.videos ?? []).map(({ url }) => html`<video src="${url}" controls></video>`)}
    </div>
    <p>${post.likes} likes · ${post.replies} comments · ${post.reposts} reposts</p>
    <p class="text"><strong>${author?.handle}</strong> ${post.text}</p>
    <p><a href="${post.url}">${post.at}</a></p>
  </article>`
}

export const page = pageIn(
  html`body{max-width:32rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:.5rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}
  .pictures{display:flex;overflow-x:auto;scroll-snap-type:x mandatory}.pictures img,.pictures
  video{flex:none;width:100%;scroll-snap-align:start} .grid{display:grid;grid-template-columns:1fr 1fr 1fr;gap:2px}.grid
  img{width:100%;aspect-ratio:3/4;object-fit:cover}`,
)
