import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import type { StandInPost } from '../stand-in.ts'
import { profileOf, shownPin, shownPosts } from './stand-in-people.ts'
import type { Person, Server } from './stand-in-state.ts'

/** The site's pages, plainly: everything, a profile, a pin; pictures and films. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string): Response | undefined {
  const [, first = '', second = ''] = path.split('/').map(decodeURIComponent)
  const { pins, people } = server.state
  if (first === '') {
    const shown = shownPosts(server, { limit: 60 }).filter(({ replyTo }) => replyTo === undefined)
    return page(
      'Pinterest',
      shown.map((post) => article(server, post)),
    )
  }
  if (first === 'pictures') return fileAnswer(pins.flatMap(({ pictures }) => pictures).find(({ id }) => id === second))
  if (first === 'films') return fileAnswer(pins.find(({ id }) => id === second)?.film)
  if (first === 'pin') {
    const pin = pins.find(({ id }) => id === second)
    return pin && page('Pinterest', [article(server, shownPin(server, pin)), ...commentsOn(server, pin.id)])
  }
  const person = people.find(({ handle }) => handle === first.toLowerCase())
  return person && profilePage(server, person)
}

function fileAnswer(file: { readonly data: string; readonly mimeType: string } | undefined): Response | undefined {
  if (!file) return undefined
  const headers = { 'content-type': file.mimeType, 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' }
  return new Response(Buffer.from(file.data, 'base64'), { headers })
}

function profilePage(server: Server, person: Person): Response {
  const { displayName, handle, followers, following, bio } = profileOf(server, person)
  const pins = shownPosts(server, { profileId: person.id }).filter(({ replyTo }) => replyTo === undefined)
  return page(displayName, [
    html`<p>@${handle} · ${pins.length} pins · ${followers} followers · ${following} following</p>
      <p>${bio ?? ''}</p>
      ${pins.map((pin) => article(server, pin))}`,
  ])
}

function commentsOn({ state }: Server, pinId: string): readonly Html[] {
  const handles = new Map(state.people.map(({ id, handle }) => [id, handle]))
  const comments = state.comments.filter((comment) => comment.pinId === pinId)
  return comments.map(({ personId, text }) => html`<p class="text"><strong>${handles.get(personId)}</strong> ${text}</p>`)
}

function article({ state, world }: Server, pin: StandInPost): Html {
  const author = state.people.find(({ id }) => id === pin.profileId)
  const { videos = [], images, title, link, kind = '' } = pin
  return html`<article>
    <div class="media">
      ${videos.map(({ url }) => html`<video src="${url}" controls preload="metadata"></video>`)}
      ${images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)}
    </div>
    ${title === undefined ? undefined : html`<p><strong>${title}</strong></p>`}
    <p class="text">${pin.text}</p>
    ${link ? html`<p><a href="${link.url}">${link.url}</a></p>` : undefined}
    <p><a href="${world.webOrigin}/${author?.handle}/">@${author?.handle}</a> · ${kind}</p>
    <p>${pin.likes} reactions · ${pin.replies} comments · ${pin.reposts} saves</p>
    <p><a href="${pin.url}">${pin.at}</a></p>
  </article>`
}

export const page = pageIn(
  html`body{max-width:32rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:1rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}
  .media{display:flex;gap:.5rem;overflow-x:auto}.media>*{flex:none;max-width:100%;max-height:70vh;border-radius:1rem}`,
)
