import { existsSync, readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { describePublishing } from './conformance-publishing.ts'
import type { Network, PostContent, PostImage, SettingField } from './network.ts'
import type { Stage } from './stage.ts'
import { sharedTexts, type Texts } from './texts.ts'

export interface Setting {
  readonly texts: Texts
  readonly setStage: () => Promise<Stage>
  /** `false` where what is on the stage counts nothing, though the network does. */
  readonly tellsNumbers?: boolean
}

/** What every network promises, whatever it is. Call it in a test file; it registers the tests. */
export function conformance(network: Network, { texts, setStage, tellsNumbers = true }: Setting): void {
  describe(`${network.name} keeps what every network promises`, () => {
    describeFolder(network, texts)
    const { publishing } = network
    if (publishing) describePublishing({ network, publishing, setStage, tellsNumbers, hasWords: (code) => known(code, texts) })
  })
}

function describeFolder(network: Network, texts: Texts): void {
  const folder = new URL(`./${network.id}/`, import.meta.url)

  test.each([...files, ...(network.publishing ? filesToPublish : [])])('its folder has %s', (file) => {
    expect(existsSync(new URL(file, folder))).toBe(true)
  })

  test('its look says its name, which the page shows before any text is loaded', () => {
    expect(readFileSync(new URL('web.tsx', folder), 'utf8')).toContain(`export const name = '${network.name}'`)
  })

  test.each(['Connect', 'Scopes', 'Limits', 'Quirks', 'Last checked'])('its README says “%s”', (heading) => {
    expect(readFileSync(new URL('README.md', folder), 'utf8')).toMatch(new RegExp(`^## ${heading}$`, 'm'))
  })

  test('every way to connect, every field and the guide has its words in both languages', () => {
    const needed = [
      'name',
      'blurb',
      ...network.connecting.ways.flatMap(({ id, fields }) =>
        wayTexts(
          id,
          fields.map(({ name }) => `${id}.${name}`),
        ),
      ),
      ...appTexts(network),
      ...network.rulesFor({}).settings.flatMap(settingTexts),
    ]
    for (const language of ['en', 'zh-TW'] as const) {
      expect(needed.filter((code) => !texts[language][code]?.trim())).toEqual([])
    }
  })

  test('each finding has words', () => {
    const codes = awkwardPosts.flatMap((post) => network.rulesFor({}).check(post)).map(({ reason }) => reason.code)
    expect(codes).toContain('empty-part')
    expect(codes.filter((code) => !known(code, texts))).toEqual([])
  })
}

const files = ['index.ts', 'api.ts', 'connect.ts', 'rules.ts', 'texts.ts', 'web.tsx', 'stand-in.ts', 'README.md']
const filesToPublish = ['publishing.ts', 'web-preview.tsx', 'test-faults.ts']

function wayTexts(way: string, fields: readonly string[]): readonly string[] {
  return [way, `${way}.hint`, `${way}.guide`, ...fields.flatMap((field) => [field, `${field}.hint`])]
}

function appTexts({ connecting: { appFields } }: Network): readonly string[] {
  return appFields ? ['app.guide', ...appFields.flatMap(({ name }) => [`app.${name}`, `app.${name}.hint`])] : []
}

function settingTexts(field: SettingField): readonly string[] {
  const label = `setting.${field.name}`
  return [label, `${label}.hint`, ...(field.kind === 'choice' ? field.options.map((option) => `${label}.${option}`) : [])]
}

function known(code: string, texts: Texts): boolean {
  const shared: Texts = sharedTexts
  return code in texts.en || code in shared.en
}

const oddImage: PostImage = { kind: 'image', mediaId: 'm', mimeType: 'text/html', bytes: 0, width: 0, height: 0, alt: '' }

const awkwardPosts: readonly PostContent[] = [
  { parts: [{ text: '', media: [] }], languages: [], settings: {} },
  { parts: [{ text: 'x'.repeat(100_000), media: [] }], languages: Array.from({ length: 30 }, () => 'en'), settings: {} },
  { parts: [{ text: '👨‍👩‍👧‍👦'.repeat(1000), media: Array.from({ length: 50 }, () => oddImage) }], languages: ['?'], settings: {} },
  { parts: Array.from({ length: 500 }, () => ({ text: 'x', media: [oddImage] })), languages: ['en'], settings: {} },
]
