import { html, type Html } from '#kit/html'

/** Answers with a plain page of a stand-in, in this dress. */
export function pageIn(style: Html) {
  return (title: string, parts: readonly Html[], { status = 200 }: { readonly status?: number } = {}): Response => {
    const { markup } = html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <title>${title}</title>
          <style>
            ${style}
          </style>
        </head>
        <body>
          <h1>${title}</h1>
          ${parts}
        </body>
      </html>`
    return new Response(markup, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
  }
}
