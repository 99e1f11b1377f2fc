import { html, type Html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'
import type { StandInPost, StandInProfile } from '../stand-in.ts'

/** A video, plainly. */
export function article(post: StandInPost, author: StandInProfile): Html {
  const [film] = post.videos ?? []
  const [picture] = post.images
  return html`<article>
    ${
      film
        ? html`<video controls preload="none" src="${film.url}" ${picture ? html`poster="${picture.url}"` : undefined}></video>`
        : picture && html`<img src="${picture.url}" alt="${picture.alt}" />`
    }
    <h2><a href="${post.url}">${post.title ?? ''}</a></h2>
    <p><strong>${author.displayName}</strong> · ${post.visibility ?? ''} · ${post.at}</p>
    <p class="text">${post.text}</p>
    <p>${post.likes} likes · ${post.replies} comments</p>
  </article>`
}

export function commentOf({ text, at }: { readonly text: string; readonly at: string }, author: StandInProfile): Html {
  return html`<article>
    <p><strong>@${author.handle}</strong> · ${at}</p>
    <p class="text">${text}</p>
  </article>`
}

export function channelHead({ handle, bio, followers }: StandInProfile): Html {
  return html`<p>@${handle} · ${followers} subscribers</p>
    <p>${bio ?? ''}</p>`
}

export const page = pageIn(
  html`body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:.5rem
  0}.text{white-space:pre-wrap;overflow-wrap:anywhere}h2{font-size:1.1rem}img,video{max-width:100%;max-height:24rem}button,select{font:inherit;padding:.3rem
  .8rem}`,
)
