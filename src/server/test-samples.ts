import { NoticeKind } from '#contract/notifications'

import { finderOf } from './places.ts'
import type { Asked } from './test-contract.ts'
import { idFieldsOf, sampleInput } from './test-inputs.ts'
import type { Rows } from './test-rows.ts'

/** Names of the ids in its input, as the door names them. */
export function idsIn({ schema, module }: Asked): string[] {
  return schema ? [...idFieldsOf(schema, module)] : []
}

/** Whether anything that it takes stands in a brand. */
export function namesPlaces(asked: Asked): boolean {
  return idsIn(asked).some((field) => finderOf(field) !== undefined)
}

/** An input that it takes, about these rows. */
export function sampleFor({ path, schema, module }: Asked, rows: Rows): unknown {
  return schema && sampleInput(schema, { module, rows, more: more[path] ?? {} })
}

const cost = { kind: 'ads', name: 'tea', month: '2026-11', amount: '1.00', currency: 'EUR' }
const rendition = { key: '0'.repeat(32) }
const months = { from: '2026-10', to: '2026-11' }

/** What a sample must say besides, where a schema asks for more than its fields show. */
const more: Readonly<Record<string, object>> = {
  'teams.changeRole': { role: 'agent' },
  'teams.invite': { role: 'agent' },
  'teams.addBrand': { timeZone: 'Asia/Taipei' },
  'notifications.setPreferences': {
    kinds: Object.fromEntries(NoticeKind.options.map((kind) => [kind, { inApp: true, email: 'off', push: false }])),
    rhythm: { timeZone: 'Asia/Taipei', dailyHour: 8 },
  },
  'notifications.addPushBrowser': {
    name: 'tea',
    address: { endpoint: 'https://push.tea.example/1', keys: { p256dh: 'a'.repeat(87), auth: 'a'.repeat(22) } },
  },
  'notifications.addHook': { address: 'https://hooks.slack.com/services/T0TEA/B0TEA/abcdefgh12345678' },
  'media.cancelRendition': rendition,
  'media.retryRendition': rendition,
  'media.upload': { file: new File(['tea'], 'tea.txt') },
  'publishing.list': { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' },
  'links.addDomain': { host: 'go.tea.example' },
  'links.createConversionSite': { origins: ['https://shop.example'] },
  'links.eraseConversions': { externalId: 'tea', clickId: undefined },
  'links.costs': months,
  'links.return': months,
  'links.createCost': { cost },
  'links.changeCost': { cost },
  'inbox.correct': { meaning: 'praise' },
  'reports.setSchedule': { rhythm: { every: 'month', at: '08:00' } },
  'reports.createLink': { days: 7 },
}
