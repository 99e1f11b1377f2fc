import { z } from 'zod'

import type { Language } from '#kit/contract'

import type { OpenApiDocument } from './openapi.ts'

const Operation = z.looseObject({
  summary: z.string().optional(),
  operationId: z.string().optional(),
  parameters: z.array(z.unknown()).optional(),
  requestBody: z.unknown().optional(),
  responses: z.unknown().optional(),
})
type Operation = z.output<typeof Operation>

const words = {
  en: {
    title: 'Hearth API',
    intro:
      'Every request carries an API key as “Authorization: Bearer …”. Make one in Hearth under Settings, API keys. Creating calls take an Idempotency-Key: the same key sent twice creates one thing.',
    machine: 'Machine-readable description (OpenAPI 3.1)',
    example: 'Example',
    parameters: 'Parameters',
    body: 'Request body',
    answers: 'Answers',
    contents: 'Contents',
  },
  'zh-TW': {
    title: 'Hearth API',
    intro:
      '每個請求都要帶 API 金鑰：「Authorization: Bearer …」。請到 Hearth 的「設定 › API 金鑰」建立。建立類的請求可帶 Idempotency-Key：同一把鍵送兩次，只會建立一筆。',
    machine: '機器可讀的描述檔（OpenAPI 3.1）',
    example: '範例',
    parameters: '參數',
    body: '請求內容',
    answers: '回應',
    contents: '目錄',
  },
} satisfies Record<Language, Record<string, string>>

/** The API reference as one plain page: no script, readable by keyboard and screen reader. */
export function docsPage(document: OpenApiDocument, options: { language: Language; publicUrl: string }): string {
  const text = words[options.language]
  const groups = groupByArea(document)
  const contents = [...groups]
    .map(([area, operations]) => `<li><a href="#${area}">${area}</a> <small>${operations.length}</small></li>`)
    .join('')
  const sections = [...groups]
    .map(
      ([area, operations]) =>
        `<section id="${area}"><h2>${area}</h2>${operations.map((one) => operationHtml(one, text)).join('')}</section>`,
    )
    .join('')
  return `<!doctype html><html lang="${options.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${text.title}</title><style>${style}</style></head>
<body><header><h1>${text.title}</h1><p>${text.intro}</p><p><a href="/api/openapi.json">${text.machine}</a></p>
<h2>${text.example}</h2><pre tabindex="0"><code>curl ${escape(options.publicUrl)}/api/v1/me -H "Authorization: Bearer $HEARTH_KEY"</code></pre></header>
<nav aria-label="${text.contents}"><ul>${contents}</ul></nav><main>${sections}</main></body></html>`
}

interface Entry {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

function groupByArea(document: OpenApiDocument): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const [method, described] of Object.entries(item ?? {})) {
      const operation = Operation.parse(described)
      const area = operation.operationId?.split('.')[0] ?? 'other'
      groups.set(area, [...(groups.get(area) ?? []), { method: method.toUpperCase(), path, operation }])
    }
  }
  return groups
}

function operationHtml({ method, path, operation }: Entry, text: (typeof words)[Language]): string {
  return `<details><summary><code><b>${method}</b> ${escape(path)}</code> <span>${escape(operation.summary ?? '')}</span></summary>
${block(text.parameters, operation.parameters)}${block(text.body, operation.requestBody)}${block(text.answers, operation.responses)}</details>`
}

function block(title: string, value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return ''
  return `<h3>${title}</h3><pre tabindex="0"><code>${escape(JSON.stringify(value, null, 2))}</code></pre>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const style = `:root{color-scheme:light dark;--paper:#fbf8f3;--ink:#221d18;--line:#e2dad0;--ember:#b23c0e}
@media(prefers-color-scheme:dark){:root{--paper:#1c1917;--ink:#efe9e1;--line:#3a342e;--ember:#ff9a66}}
body{max-width:60rem;margin:2rem auto;padding:0 1rem;background:var(--paper);color:var(--ink);font:15px/1.6 "Source Sans 3",system-ui,sans-serif}
a{color:var(--ember)}details{border-top:1px solid var(--line);padding:.5rem 0}summary{cursor:pointer}
summary span{margin-left:.5rem}summary code{overflow-wrap:anywhere}pre{overflow:auto;padding:.75rem;border:1px solid var(--line);max-height:24rem}nav ul{display:flex;flex-wrap:wrap;gap:1rem;padding:0;list-style:none}`
