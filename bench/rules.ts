import { testDatabase } from '#testing/database'
import { startTestPostgres } from '#testing/postgres'
import { testWorkspace } from '#testing/workspace'

import { checkWritten, readyRules, type Rule, type Written } from '../src/modules/governance/rules/check-contract.ts'
import { startingRules } from '../src/modules/governance/rules/starting-rules.ts'
import { holdBack } from '../src/modules/governance/training/hold-back.ts'

const english =
  'Our new oolong from Pinglin is here 🍵, picked in spring and rolled by hand. See https://tea.example/spring #SpringTea @ember '
const chinese = '坪林的新烏龍上市了，春天採收、手工揉捻，最近天氣轉涼，很適合來一杯。輸入折扣碼 TEA20，全台第一的好茶！'

/**
 * What it takes to hold a text of 3,000 characters against the whole starting set and a list of 300 words more, as the composer does at every key
 * and the server before anything goes out; and what the door’s question, whether a right waits for something to be read, takes of a change.
 */
export async function measure(): Promise<Record<string, number>> {
  const ready = readyRules(rules())
  const [en, zh] = [written(english), written(chinese)]
  return {
    english_ms: median(1000, () => checkWritten(ready, en)),
    chinese_ms: median(1000, () => checkWritten(ready, zh)),
    door_ms: await door(),
  }
}

function written(text: string): Written {
  return { where: 'posts', parts: [{ text: text.repeat(100).slice(0, 3000), media: [] }], labelIds: [] }
}

function rules(): Rule[] {
  const starting = startingRules.flatMap((set) =>
    set.rules.map(({ starter, severity, where, check }) => ({ id: starter, severity, where, check })),
  )
  const words = Array.from({ length: 300 }, (_, index) => `${String.fromCodePoint(97 + (index % 26))}word${index}`)
  return [...starting, { id: 'many', severity: 'warn', where: ['posts'], check: { kind: 'banned', words, except: [], inflected: true } }]
}

function median(times: number, work: () => unknown): number {
  const taken = Array.from({ length: times }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
  return rounded(taken.toSorted((a, b) => a - b)[times / 2])
}

/** In a workspace with 20 documents, all of which the member has confirmed. */
async function door(): Promise<number> {
  await using postgres = await startTestPostgres()
  await using database = await testDatabase({ url: postgres.url })
  const at = await testWorkspace(database.db)
  const { acting } = at.agent.call('inbox.answer')
  const of = { workspace_id: at.workspaceId, version: 1 }
  for (const id of Array.from({ length: 20 }, () => crypto.randomUUID())) {
    const document = {
      id,
      kind: 'policy' as const,
      title: id,
      roles: [],
      rights: ['inbox.work' as const],
      due_days: null,
      required_version: 1,
    }
    await database.db
      .insertInto('governance.document')
      .values({ ...of, ...document })
      .execute()
    await database.db
      .insertInto('governance.reading')
      .values({ ...of, member_id: acting.memberId, document_id: id, confirmed_at: new Date().toISOString() })
      .execute()
  }
  const taken: number[] = []
  for (let time = 0; time < 500; time++) {
    const started = performance.now()
    await holdBack(database.db, acting, 'inbox.work')
    taken.push(performance.now() - started)
  }
  return rounded(taken.toSorted((a, b) => a - b)[250])
}

const rounded = (ms = 0) => Math.round(ms * 100) / 100
