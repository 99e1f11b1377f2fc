import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import type { StandInPost } from '../stand-in.ts'
import { profileOf, shownPost, shownPosts } from './stand-in-people.ts'
import type { Person, Post, Server } from './stand-in-state.ts'

/** The site's pages, plainly: everything, a profile, a post; and the pictures and films. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string): Response | undefined {
  const [, first = '', second = '', third = ''] = path.split('/').map(decodeURIComponent)
  const { state } = server
  if (first === '') {
    const posts = shownPosts(server, { limit: 60 }).filter(isPost)
    return page(
      'Facebook',
      posts.map((post) => article(server, post)),
    )
  }
  if (first === 'pictures') return fileAnswer(state.photos.find(({ id }) => id === second))
  if (first === 'videos') {
    const video = state.videos.find(({ id }) => id === second)
    return fileAnswer(video && { data: video.data, mimeType: 'video/mp4' })
  }
  const post = postAt(server, [first, second, third])
  if (post) return page('Facebook', [article(server, shownPost(server, post)), ...commentsOn(server, post.id)])
  const person = state.people.find(({ id, handle }) => id === first || handle === first.toLowerCase())
  return person && second === '' ? profilePage(server, person) : undefined
}

/** `/reel/<video>`, `/stories/<page>/<video>`, `/<page>/videos/<video>`, `/<page>/posts/<number>` or `/<page>_<number>`. */
function postAt({ state: { posts } }: Server, [first = '', second = '', third = '']: readonly string[]): Post | undefined {
  if (first === 'reel') return posts.find(({ videoId }) => videoId === second)
  if (second === 'posts') return posts.find(({ id }) => id === `${first}_${third}`)
  return posts.find(({ id, videoId }) => id === first || (third !== '' && videoId === third))
}

function fileAnswer(file: { readonly data: string; readonly mimeType: string } | undefined): Response | undefined {
  return (
    file &&
    new Response(Buffer.from(file.data, 'base64'), {
      headers: { 'content-type': file.mimeType, 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' },
    })
  )
}

function profilePage(server: Server, person: Person): Response {
  const { displayName, followers, bio } = profileOf(server, person)
  const posts = shownPosts(server, { profileId: person.id }).filter(isPost)
  return page(displayName, [
    html`<p>${person.isPage ? 'Page' : 'Profile'} · ${followers} followers</p>
      <p>${bio ?? ''}</p>`,
    ...posts.map((post) => article(server, post)),
  ])
}

function isPost({ replyTo }: StandInPost): boolean {
  return replyTo === undefined
}

function commentsOn({ state }: Server, of: string): readonly Html[] {
  const names = new Map(state.people.map(({ id, displayName }) => [id, displayName]))
  const comments = state.comments.filter(({ postId }) => postId === of)
  return comments.map(({ authorId, text }) => html`<p class="text"><strong>${names.get(authorId)}</strong> ${text}</p>`)
}

function article({ state, world }: Server, post: StandInPost): Html {
  const author = state.people.find(({ id }) => id === post.profileId)
  return html`<article>
    <p>
      <strong><a href="${world.webOrigin}/${author?.handle}">${author?.displayName}</a></strong> <a href="${post.url}">${post.at}</a>
      ${post.kind ?? ''}
    </p>
    <p class="text">${post.text}</p>
    ${post.link ? html`<p><a href="${post.link.url}">${post.link.title}</a></p>` : undefined}
    <div class="pictures">${post.images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)}</div>
    ${(post.videos ?? []).map(({ url }) => html`<video src="${url}" controls preload="none"></video>`)}
    <p>${post.likes} likes · ${post.replies} comments · ${post.reposts} shares</p>
  </article>`
}

export const page = pageIn(
  html`body{max-width:36rem;margin:2rem auto;padding:0 1rem;font:16px/1.4 system-ui,sans-serif;color-scheme:light dark} article{border:1px
  solid #8886;border-radius:8px;padding:0 1rem;margin:1rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}
  .pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:2px}img,video{width:100%;object-fit:cover}`,
)
