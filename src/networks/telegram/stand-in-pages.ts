import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import type { StandInPost } from '../stand-in.ts'
import { shownPosts } from './stand-in-people.ts'
import { type Person, type Server, usernameOf } from './stand-in-state.ts'

/** The channels' pages, plainly: everything, a channel, a post with its comments; and files. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string): Response | undefined {
  const [, first = '', second = '', third = ''] = path.split('/').map(decodeURIComponent)
  if (first === 'files') return fileAnswer(server, second)
  const posts = shownPosts(server, { limit: 200 })
  if (first === '') return page('Telegram', articles(server, posts.slice(0, 60)))
  const [chat, number] = first === 'c' ? [`-100${second}`, third] : [channelNamed(server, first)?.id, second]
  if (chat === undefined) return undefined
  if (number === '') return channelPage(server, chat, posts)
  const post = posts.find(({ id }) => id === `${chat}/${number}`)
  return post && page('Telegram', articles(server, [post, ...posts.filter(({ replyTo }) => replyTo === post.id)]))
}

function channelNamed({ state }: Server, name: string): Person | undefined {
  return state.people.find((person) => usernameOf(person) === name.toLowerCase())
}

function channelPage(server: Server, chat: string, posts: readonly StandInPost[]): Response | undefined {
  const person = server.state.people.find(({ id }) => id === chat)
  if (!person) return undefined
  const own = posts.filter(({ id }) => id.startsWith(`${chat}/`))
  return page(person.displayName, [html`<p>${person.bio ?? ''}</p>`, ...articles(server, own)])
}

function fileAnswer({ state }: Server, id: string): Response | undefined {
  const file = state.messages.find((message) => message.file?.id === id)?.file
  if (file?.data === undefined) return undefined
  return new Response(Buffer.from(file.data, 'base64'), {
    headers: { 'content-type': file.mimeType, 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' },
  })
}

function articles({ state }: Server, posts: readonly StandInPost[]): readonly Html[] {
  return posts.map((post) => {
    const author = state.people.find(({ id }) => id === post.profileId)
    return html`<article>
      <p><strong>${author?.displayName}</strong>${post.replyTo === undefined ? undefined : html` · reply`}</p>
      <div class="pictures">
        ${post.images.map(({ url }) => html`<img src="${url}" alt="" />`)}
        ${(post.videos ?? []).map(({ url }) => html`<video src="${url}" controls></video>`)}
      </div>
      <p class="text">${post.text}</p>
      ${post.document && html`<p><a href="${post.document.url}">${post.document.title}</a></p>`}
      ${post.link && html`<p><a href="${post.link.url}">${post.link.url}</a></p>`}
      ${
        post.poll &&
        html`<ul>
          ${post.poll.options.map(({ text }) => html`<li>${text}</li>`)}
        </ul>`
      }
      <p>${post.likes} · ${post.replies} comments · <a href="${post.url}">${post.at}</a></p>
    </article>`
  })
}

const page = pageIn(
  html`body{max-width:34rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark} article{border:1px
  solid #8886;border-radius:12px;padding:.5rem 1rem;margin:.75rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}
  .pictures{display:flex;gap:.5rem;overflow-x:auto}.pictures img,.pictures video{flex:none;max-width:100%;max-height:24rem}`,
)
