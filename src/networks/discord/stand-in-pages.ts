import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import type { StandInPost } from '../stand-in.ts'
import { profileOf, shownPost, shownPosts } from './stand-in-people.ts'
import type { Person, Server } from './stand-in-state.ts'

/** The app’s pages, plainly: all channels, a channel, a message with what answers it; and the files. undefined where there is no such page. */
export function pageAnswer(server: Server, path: string): Response | undefined {
  const [, first = '', second = '', third = '', fourth] = path.split('/')
  const { people, messages } = server.state
  if (first === '')
    return page('Discord', [
      html`<ul>
        ${people.map((person) => link(server, person))}
      </ul>`,
    ])
  if (first === 'avatars') return faceAnswer(people.find(({ user }) => user === second))
  if (first === 'files') return fileAnswer(server, second)
  const owner = people.find(({ guild }) => first === 'channels' && guild === second)
  if (!owner) return undefined
  const inChannel = messages.filter(({ channel }) => channel === third)
  if (fourth === undefined) {
    const { followers } = profileOf(server, owner)
    return page(`# ${owner.handle}`, [
      html`<p>${followers} members</p>`,
      ...inChannel.map((message) => article(server, shownPost(server, message))),
    ])
  }
  const message = inChannel.find(({ id }) => id === fourth)
  if (!message) return undefined
  const answers = shownPosts(server, {}).filter(
    ({ id, replyTo }) =>
      replyTo === message.id || messages.some((each) => each.id === id && each.channel === message.id && id !== message.id),
  )
  return page(
    `# ${owner.handle}`,
    [shownPost(server, message), ...answers.toReversed()].map((post) => article(server, post)),
  )
}

function link({ world }: Server, { guild, id, handle, displayName }: Person): Html {
  return html`<li><a href="${world.webOrigin}/channels/${guild}/${id}">#${handle}</a>, ${displayName}</li>`
}

/** The face they brought along: a drawing. */
function faceAnswer(person: Person | undefined): Response | undefined {
  const [, brought] = /^data:image\/svg\+xml,(.+)$/.exec(person?.avatarUrl ?? '') ?? []
  return brought === undefined ? undefined : new Response(decodeURIComponent(brought), { headers: { 'content-type': 'image/svg+xml' } })
}

function fileAnswer({ state }: Server, id: string): Response | undefined {
  const file = state.messages.flatMap(({ files }) => files).find((each) => each.id === id)
  if (file?.data === undefined) return undefined
  return new Response(Buffer.from(file.data, 'base64'), {
    headers: { 'content-type': file.mimeType, 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=3600' },
  })
}

function article({ state }: Server, post: StandInPost): Html {
  const author = state.people.find(({ id }) => id === post.profileId)
  return html`<article>
    <p>
      <strong>${author?.displayName}</strong> <a href="${post.url}">${post.at}</a>${post.replyTo === undefined ? undefined : html` · reply`}
    </p>
    ${post.title === undefined ? undefined : html`<h2>${post.title}</h2>`}
    <p class="text">${post.text}</p>
    ${post.link && html`<blockquote><a href="${post.link.url}">${post.link.title}</a><br />${post.link.description}</blockquote>`}
    ${
      post.poll &&
      html`<ul>
        ${post.poll.options.map(({ text }) => html`<li>${text}</li>`)}
      </ul>`
    }
    <div class="pictures">
      ${post.images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)}
      ${(post.videos ?? []).map(({ url, alt }) => html`<video src="${url}" aria-label="${alt ?? ''}" controls></video>`)}
      ${post.document && html`<a href="${post.document.url}">${post.document.title}</a>`}
    </div>
    <p>${post.likes} reactions · ${post.replies} replies</p>
  </article>`
}

const page = pageIn(
  html`body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:.5rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere} blockquote{margin:0;padding:.3rem
  .8rem;border-inline-start:4px solid #888} .pictures{display:flex;flex-wrap:wrap;gap:.5rem}.pictures img,.pictures
  video{max-width:100%;max-height:22rem;border-radius:8px}`,
)
