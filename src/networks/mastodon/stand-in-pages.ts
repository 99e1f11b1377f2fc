import { html, type Html } from '#kit/html'

import { addressOf, repliesTo } from './stand-in-entities.ts'
import type { Asked, Refused } from './stand-in-request.ts'
import { writtenBy, type Status } from './stand-in-state.ts'

const style = `
  :root { color-scheme: light dark; }
  body { max-width: 36rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
  article { padding: 1rem 0; border-bottom: 1px solid light-dark(#ddd, #444); }
  p { white-space: pre-wrap; overflow-wrap: anywhere; }
  img { max-width: 100%; border-radius: 8px; }
  small { color: light-dark(#666, #aaa); }
  label { display: block; padding: .3rem 0; }
  button { margin: 1rem .5rem 0 0; padding: .5rem 1rem; font: inherit; border: 0; border-radius: 6px; background: #563acc; color: #fff; }
  button.quiet { background: none; color: inherit; border: 1px solid currentColor; }
  fieldset { border: 1px solid light-dark(#ddd, #444); border-radius: 6px; }
`

export function page(title: string, content: Html, status = 200): Response {
  const head = html`<meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${title}</title>`
  const { markup } = html`<html lang="en">
    <head>
      ${head}
   `
  const rest = html`</head>
    <body>
      ${content}
    </body>
    </html>`.markup
  return new Response(`<!doctype html>${markup}<style>${style}</style>${rest}`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}

export function profilePage(asked: Asked, username: string): Response {
  const profile = [...asked.book.profiles.values()].find((one) => one.username === username)
  if (!profile) return notFound()
  const seen = writtenBy(asked.book, profile.id).filter(isPublic)
  return page(
    profile.displayName,
    html`<h1>${profile.displayName} <small>@${profile.username}</small></h1>
      <p>${profile.bio}</p>
      ${seen.map((status) => article(status, asked))}`,
  )
}

export function statusPage(asked: Asked, id: string): Response {
  const status = asked.book.statuses.get(id)
  if (!status || !isPublic(status)) return notFound()
  return page(
    'Post',
    html`${article(status, asked)}${repliesTo(status, asked.book)
      .filter(isPublic)
      .map((reply) => article(reply, asked))}`,
  )
}

export function notFound(): Response {
  return page('Not found', html`<h1>The page you are looking for isn’t here.</h1>`, 404)
}

/** A person sees why; a program sees the same as JSON elsewhere. */
export function refusedPage(refused: Refused): Response {
  return page(
    'Error',
    html`<h1>An error has occurred</h1>
      <p>${refused.message}</p>`,
    refused.status,
  )
}

function isPublic({ visibility }: Status): boolean {
  return visibility === 'public' || visibility === 'unlisted'
}

function article(status: Status, asked: Asked): Html {
  const author = asked.book.profiles.get(status.profileId)
  return html`<article>
    <strong>${author?.displayName}</strong>
    <small>@${author?.username} · <a href="${addressOf(status, asked)}">${new Date(status.madeAt).toISOString()}</a></small>
    ${status.spoilerText === '' ? undefined : html`<p><strong>${status.spoilerText}</strong></p>`}
    <p>${status.text}</p>
    ${status.mediaIds.map((id) => html`<img src="${asked.web}/media/${id}" alt="${asked.book.media.get(id)?.description ?? ''}" />`)}
    ${(status.poll?.options ?? []).map(({ title, votes }) => html`<div>○ ${title} <small>${votes}</small></div>`)}
    <small>${status.repostedBy.length} boosts · ${status.likedBy.length} favourites</small>
  </article>`
}
