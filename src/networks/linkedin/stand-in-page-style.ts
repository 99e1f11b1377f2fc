import { html } from '#kit/html'

import { pageIn } from '../stand-in-page.ts'

/** The dress of all pages here. */
export const page = pageIn(
  html`body{max-width:34rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:.5rem 0}.text{white-space:pre-wrap;overflow-wrap:anywhere}
  .pictures{display:grid;grid-template-columns:1fr 1fr;gap:2px}.pictures img:only-child{grid-column:1/-1}
  img,video{width:100%;display:block} .card{border:1px solid #8886;border-radius:8px;padding:.5rem .75rem}`,
)
