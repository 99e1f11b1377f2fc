import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import { profileWith } from '../stand-in-people.ts'
import type { StandInPost } from '../stand-in.ts'
import { shownPost, shownPosts } from './stand-in-people.ts'
import type { Person, Server } from './stand-in-state.ts'

/** The site's pages, plainly: everything, a community, a profile, a post with what is said under it; and files. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string): Response | undefined {
  const [, first = '', second = '', third = '', fourth = ''] = path.split('/').map(decodeURIComponent)
  if (first === '') return listPage(server, 'Reddit', shownPosts(server, { limit: 60 }))
  if (first === 'files') return fileAnswer(server, second)
  if (first === 'user') {
    const person = server.state.people.find(({ handle }) => handle === second.toLowerCase())
    return person && profilePage(server, person)
  }
  if (first !== 'r') return undefined
  if (third === '')
    return listPage(
      server,
      `r/${second}`,
      shownPosts(server, {}).filter(({ visibility }) => visibility === `r/${second}`),
    )
  const post = server.state.posts.find(({ id, deleted }) => third === 'comments' && id === `t3_${fourth}` && !deleted)
  if (!post) return undefined
  const comments = new Set(server.state.comments.filter(({ postId }) => postId === post.id).map(({ id }) => id))
  const said = shownPosts(server, {}).filter(({ id }) => comments.has(id))
  return page(
    post.title,
    [shownPost(server, post), ...said].map((each) => article(server, each)),
  )
}

function listPage(server: Server, title: string, posts: readonly StandInPost[]): Response {
  return page(
    title,
    posts.filter(({ replyTo }) => replyTo === undefined).map((post) => article(server, post)),
  )
}

function fileAnswer({ state }: Server, id: string): Response | undefined {
  const file = state.assets.find((each) => each.id === id)
  if (file?.data === undefined) return undefined
  return new Response(Buffer.from(file.data, 'base64'), {
    headers: { 'content-type': file.mimeType, 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' },
  })
}

function profilePage(server: Server, person: Person): Response {
  const { displayName, handle, followers, bio } = profileWith(server, person)
  const posts = shownPosts(server, { profileId: person.id })
  return page(displayName, [
    html`<p>u/${handle} · ${followers} followers</p>
      <p>${bio ?? ''}</p>`,
    ...posts.map((post) => article(server, post)),
  ])
}

function article({ state, world }: Server, post: StandInPost): Html {
  const author = state.people.find(({ id }) => id === post.profileId)
  return html`<article>
    <p>
      ${post.visibility && html`<strong>${post.visibility}</strong> · `}<a href="${world.webOrigin}/user/${author?.handle}/"
        >u/${author?.handle}</a
      >
      ${post.warning && html` · ${post.warning}`}
    </p>
    ${post.title && html`<h2><a href="${post.url}">${post.title}</a></h2>`}
    <p class="text">${post.text}</p>
    ${post.link && html`<p><a href="${post.link.url}">${post.link.url}</a></p>`}
    ${
      post.poll &&
      html`<ul>
        ${post.poll.options.map(({ text }) => html`<li>${text}</li>`)}
      </ul>`
    }
    ${post.images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" width="240" />`)}
    ${(post.videos ?? []).map(({ url }) => html`<video src="${url}" width="240" controls></video>`)}
    <p class="small">▲ ${post.likes + 1} · ${post.replies} comments · ${post.at}</p>
  </article>`
}

export const page = pageIn(html`
  body { max-width: 640px; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #1a1a1b; } article { border-top:
  1px solid #ccc; padding: 0.5rem 0; } h2 { font-size: 1.1rem; margin: 0.2rem 0; } .text { white-space: pre-wrap; } .small { color: #555;
  font-size: 0.85rem; } button { padding: 0.5rem 1rem; }
`)
