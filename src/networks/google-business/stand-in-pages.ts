import { html, type Html } from '#kit/html'

import type { StandInPost } from '../stand-in.ts'
import type { Person, Post } from './stand-in-state.ts'

/** A post, a review or a reply, plainly. */
export function article(post: StandInPost, author: string): Html {
  const [photo] = post.images
  return html`<article>
    <p><strong>${author}</strong> · ${post.kind ?? ''} · ${post.at}</p>
    ${photo && html`<img src="${photo.url}" alt="${photo.alt}" />`} ${post.title && html`<h2>${post.title}</h2>`}
    <p class="text">${post.text}</p>
    ${post.link && html`<p><a href="${post.link.url}">${post.link.title}</a></p>`}
  </article>`
}

/** What an event and an offer say besides. */
export function detailsOf({ written: { event, offer } }: Post): Html {
  const { startDate, startTime, endDate, endTime } = event?.schedule ?? {}
  const day = (date: typeof startDate, time: typeof startTime) =>
    date && time ? `${date.year}-${date.month}-${date.day} ${time.hours}:${String(time.minutes).padStart(2, '0')}` : ''
  return html`<p>${event && `${day(startDate, startTime)} – ${day(endDate, endTime)}`}</p>
    <p>${offer?.couponCode}</p>
    <p>${offer?.redeemOnlineUrl}</p>
    <p>${offer?.termsConditions}</p>`
}

export function businessHead({ phone, bio }: Person): Html {
  return html`<p>${phone}</p>
    <p>${bio ?? ''}</p>`
}
