import type { Tile } from '#contract/reports'

export const tileKinds = ['number', 'trend', 'chart', 'table', 'comparison', 'posts', 'text'] as const satisfies readonly Tile['kind'][]

/** A tile of a kind, complete as it is. */
export function newTile(kind: Tile['kind']): Tile {
  const id = newId()
  switch (kind) {
    case 'number':
      return { id, width: 'third', kind, measure: { of: 'posts', metric: 'impressions' } }
    case 'trend':
      return { id, width: 'full', kind, per: 'day', lines: { of: 'metrics', metrics: ['impressions'] } }
    case 'chart':
      return { id, width: 'half', kind, bars: { of: 'posts', by: 'account', metric: 'engagements', most: 8 } }
    case 'table':
      return { id, width: 'full', kind, rows: { of: 'posts', by: 'account', metrics: ['posts', 'impressions', 'engagements'], most: 20 } }
    case 'comparison':
      return {
        id,
        width: 'full',
        kind,
        against: 'before',
        measures: [
          { of: 'posts', metric: 'impressions' },
          { of: 'posts', metric: 'engagements' },
        ],
      }
    case 'posts':
      return { id, width: 'full', kind, by: 'engagements', direction: 'highest', metrics: ['impressions', 'engagements'], most: 6 }
    case 'text':
      return { id, width: 'full', kind, text: '' }
  }
}

/** A random UUID (RFC 9562, version 4); crypto.randomUUID is missing where Hearth is reached over plain http. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
