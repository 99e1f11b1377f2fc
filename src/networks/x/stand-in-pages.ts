import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import type { StandInPost, StandInProfile } from '../stand-in.ts'

/** A post, plainly. */
export function article(post: StandInPost, author: StandInProfile): Html {
  return html`<article>
    <p><strong>${author.displayName}</strong> @${author.handle} · <a href="${post.url}">${post.at}</a></p>
    <p class="text">${post.text}</p>
    ${post.images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)} ${post.poll ? pollOf(post.poll) : undefined}
    ${post.link ? html`<p><a href="${post.link.url}" rel="nofollow noreferrer">${post.link.title}</a></p>` : undefined}
    <p>${post.likes} likes · ${post.reposts} reposts · ${post.replies} replies</p>
  </article>`
}

function pollOf({ options, endsAt }: NonNullable<StandInPost['poll']>): Html {
  return html`<ul>
      ${options.map(({ text, votes }) => html`<li>${text} (${votes})</li>`)}
    </ul>
    <p>Ends ${endsAt}</p>`
}

export function profileHead({ handle, bio, followers, following }: StandInProfile): Html {
  return html`<p>@${handle} · ${followers} followers · ${following} following</p>
    <p>${bio ?? ''}</p>`
}

export const page = pageIn(
  html`body{max-width:36rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:.5rem
  0}.text{white-space:pre-wrap;overflow-wrap:anywhere}img{max-width:100%}button,select{font:inherit;padding:.3rem .8rem}`,
)
