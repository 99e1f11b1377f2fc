import { html, type Html } from '#kit/html'

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
