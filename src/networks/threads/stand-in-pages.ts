import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import { profileWith } from '../stand-in-people.ts'
import type { StandInPost } from '../stand-in.ts'
import { shownPost, shownPosts } from './stand-in-people.ts'
import type { Person, Server } from './stand-in-state.ts'

/** The site's pages, plainly: everything, a profile, a post with its answers; and the pictures and films. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string): Response | undefined {
  const [, first = '', second = '', third = ''] = path.split('/').map(decodeURIComponent)
  if (first === '')
    return page(
      'Threads',
      shownPosts(server, { limit: 60 }).map((post) => article(server, post)),
    )
  if (first === 'files') return fileAnswer(server, second.replace(/\.\w+$/, ''))
  const person = server.state.people.find(({ handle }) => `@${handle}` === first.toLowerCase())
  if (!person) return undefined
  if (second === '') return profilePage(server, person)
  const post = server.state.posts.find(({ shortcode }) => second === 'post' && shortcode === third)
  if (!post) return undefined
  const answers = server.state.posts.filter(({ replyTo }) => replyTo === post.id)
  return page(
    'Threads',
    [post, ...answers].map((each) => article(server, shownPost(server, each))),
  )
}

function fileAnswer({ state }: Server, id: string): Response | undefined {
  const file = state.posts.flatMap(({ files }) => files).find((each) => each.id === id)
  if (file?.data === undefined) return undefined
  return new Response(Buffer.from(file.data, 'base64'), {
    headers: { 'content-type': file.mimeType, 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' },
  })
}

function profilePage(server: Server, person: Person): Response {
  const { displayName, handle, followers, bio } = profileWith(server, person)
  const posts = shownPosts(server, { profileId: person.id }).filter(({ replyTo }) => replyTo === undefined)
  return page(displayName, [
    html`<p>@${handle} · ${followers} followers</p>
      <p>${bio ?? ''}</p>`,
    ...posts.map((post) => article(server, post)),
  ])
}

function article({ state, world }: Server, post: StandInPost): Html {
  const author = state.people.find(({ id }) => id === post.profileId)
  return html`<article>
    <p>
      <strong><a href="${world.webOrigin}/@${author?.handle}">${author?.handle}</a></strong
      >${post.replyTo === undefined ? undefined : html` · reply`}
    </p>
    <p class="text">${post.text}</p>
    ${post.link && html`<p><a href="${post.link.url}">${post.link.url}</a></p>`}
    ${
      post.poll &&
      html`<ul>
        ${post.poll.options.map(({ text, votes }) => html`<li>${text} (${votes})</li>`)}
      </ul>`
    }
    <div class="pictures">
      ${post.images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)}
      ${(post.videos ?? []).map(({ url, alt }) => html`<video src="${url}" aria-label="${alt ?? ''}" controls></video>`)}
    </div>
    <p>${post.likes} likes · ${post.replies} replies · ${post.reposts} reposts · <a href="${post.url}">${post.at}</a></p>
  </article>`
}

export const page = pageIn(
  html`body{max-width:36rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:.5rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}
  .pictures{display:flex;gap:.5rem;overflow-x:auto}.pictures img,.pictures
  video{flex:none;max-width:100%;max-height:26rem;border-radius:12px}`,
)
