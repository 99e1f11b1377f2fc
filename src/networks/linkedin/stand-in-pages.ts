import { html, type Html } from '#kit/html'

import type { StandInPost } from '../stand-in.ts'
import { page } from './stand-in-page-style.ts'
import { profileOf, shownPeople } from './stand-in-people.ts'
import { shownComment, shownPost, shownPosts } from './stand-in-shown.ts'
import type { Server } from './stand-in-state.ts'
import { bytesOf } from './stand-in-uploads.ts'

/** The site's pages, plainly: everything, a profile, a post; and the files. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string, range: string | null): Response | undefined {
  const [, first = '', second = '', third = ''] = path.split('/').map(decodeURIComponent)
  if (first === '') return page('LinkedIn', articles(server, shownPosts(server, { limit: 60 })))
  if (first === 'media') return fileAnswer(server, second, range)
  if (first === 'feed' && second === 'update') return postPage(server, third)
  if (first !== 'in' && first !== 'company') return undefined
  const kind = first === 'in' ? 'member' : 'organization'
  const person = shownPeople(server).find((each) => each.handle === second && each.kind === kind)
  if (!person) return undefined
  const { displayName, followers, bio } = profileOf(server, person)
  const posts = shownPosts(server, { profileId: person.id })
  return page(displayName, [
    html`<p>${followers} followers</p>
      <p>${bio ?? ''}</p>`,
    ...articles(server, posts),
  ])
}

function postPage(server: Server, urn: string): Response | undefined {
  const post = server.state.posts.find((each) => each.urn === urn && !each.deleted)
  if (!post) return undefined
  const comments = server.state.comments.filter((comment) => comment.post === urn).map((comment) => shownComment(server, comment))
  return page('LinkedIn', [article(server, shownPost(server, post)), ...comments.map((each) => article(server, each))])
}

/** Films are asked for in pieces by players. */
function fileAnswer(server: Server, id: string, range: string | null): Response | undefined {
  const upload = server.state.uploads.find(({ urn }) => urn.endsWith(`:${id}`))
  if (!upload?.mimeType) return undefined
  const bytes = Buffer.from(bytesOf(upload))
  const headers = { 'content-type': upload.mimeType, 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' }
  const [, from] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  if (from === undefined) return new Response(bytes, { headers: { ...headers, 'accept-ranges': 'bytes' } })
  const start = Math.min(Number(from), bytes.length)
  const said = `bytes ${start}-${bytes.length - 1}/${bytes.length}`
  return new Response(bytes.subarray(start), { status: 206, headers: { ...headers, 'content-range': said } })
}

function articles(server: Server, posts: readonly StandInPost[]): readonly Html[] {
  return posts.filter(({ replyTo }) => replyTo === undefined).map((post) => article(server, post))
}

function article(server: Server, post: StandInPost): Html {
  const author = server.state.people.find(({ id }) => id === post.profileId)
  return html`<article>
    <p><strong>${author?.displayName ?? ''}</strong></p>
    <p class="text">${post.text}</p>
    ${post.images.length > 0 ? html`<div class="pictures">${post.images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)}</div>` : undefined}
    ${(post.videos ?? []).map(({ url }) => html`<video src="${url}" controls></video>`)}
    ${post.document ? html`<p class="card"><a href="${post.document.url}">${post.document.title}</a> · ${post.document.pages} pages</p>` : undefined}
    ${post.link ? html`<p class="card"><a href="${post.link.url}">${post.link.title}</a><br />${post.link.description}</p>` : undefined}
    ${
      post.poll
        ? html`<ul class="card">
            ${post.poll.options.map(({ text, votes }) => html`<li>${text} · ${votes}</li>`)}
          </ul>`
        : undefined
    }
    <p>${post.likes} likes · ${post.replies} comments · ${post.reposts} reposts · <a href="${post.url}">${post.at}</a></p>
  </article>`
}
