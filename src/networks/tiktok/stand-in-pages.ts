import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import type { StandInPost } from '../stand-in.ts'
import { profileOf, shownPost, shownPosts } from './stand-in-people.ts'
import type { Person, Server } from './stand-in-state.ts'

/** The site's pages, plainly: everything, a profile, a post; photos and films. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string): Response | undefined {
  const [, first = '', second = '', third = ''] = path.split('/').map(decodeURIComponent)
  if (first === '') {
    const posts = shownPosts(server, { limit: 60 }).filter((post) => isPost(post) && isPublic(post))
    return page(
      'TikTok',
      posts.map((post) => article(server, post)),
    )
  }
  if (first === 'pictures') return fileAnswer(server.state.posts.flatMap(({ pictures }) => pictures).find(({ id }) => id === second))
  if (first === 'films') return fileAnswer(server.state.posts.find(({ id }) => id === second)?.film)
  const person = server.state.people.find(({ handle }) => `@${handle}` === first.toLowerCase())
  if (!person) return undefined
  if (second === '') return profilePage(server, person)
  const post = server.state.posts.find(({ id, personId, kind }) => id === third && personId === person.id && kind === second)
  return post && page('TikTok', [article(server, shownPost(server, post)), ...commentsOn(server, post.id)])
}

function fileAnswer(file: { readonly data: string; readonly mimeType: string } | undefined): Response | undefined {
  if (!file) return undefined
  const headers = { 'content-type': file.mimeType, 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' }
  return new Response(Buffer.from(file.data, 'base64'), { headers })
}

/** Also what only its author sees: it is their own profile that a test looks at. */
function profilePage(server: Server, person: Person): Response {
  const { displayName, handle, followers, following, bio } = profileOf(server, person)
  const posts = shownPosts(server, { profileId: person.id }).filter(isPost)
  return page(displayName, [
    html`<p>@${handle} · ${posts.length} posts · ${followers} followers · ${following} following</p>
      <p>${bio ?? ''}</p>
      ${posts.map((post) => article(server, post))}`,
  ])
}

function isPost({ replyTo }: StandInPost): boolean {
  return replyTo === undefined
}

function isPublic({ visibility }: StandInPost): boolean {
  return visibility === 'PUBLIC_TO_EVERYONE'
}

function commentsOn(server: Server, postId: string): readonly Html[] {
  const handles = new Map(server.state.people.map(({ id, handle }) => [id, handle]))
  const comments = server.state.comments.filter((comment) => comment.postId === postId)
  return comments.map(({ personId, text }) => html`<p class="text"><strong>${handles.get(personId)}</strong> ${text}</p>`)
}

function article({ state, world }: Server, post: StandInPost): Html {
  const author = state.people.find(({ id }) => id === post.profileId)
  const { videos = [], images, title, visibility } = post
  return html`<article>
    <p>
      <strong><a href="${world.webOrigin}/@${author?.handle}">@${author?.handle}</a></strong>
      ${visibility === 'PUBLIC_TO_EVERYONE' ? undefined : html` · ${visibility}`}
    </p>
    <div class="media">
      ${videos.map(({ url }) => html`<video src="${url}" controls preload="metadata"></video>`)}
      ${images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)}
    </div>
    ${title === undefined ? undefined : html`<p><strong>${title}</strong></p>`}
    <p class="text">${post.text}</p>
    <p>${post.likes} likes · ${post.replies} comments · ${post.reposts} reposts</p>
    <p><a href="${post.url}">${post.at}</a></p>
  </article>`
}

export const page = pageIn(
  html`body{max-width:28rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:.5rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}
  .media{display:flex;overflow-x:auto;scroll-snap-type:x mandatory;background:#000}
  .media>*{flex:none;width:100%;max-height:80vh;object-fit:contain;scroll-snap-align:start}`,
)
