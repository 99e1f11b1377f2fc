import type { Selectable, Updateable } from 'kysely'

import { actingAs, brandOf, brandsOf } from '#modules/teams'

import type { Step } from './contract.ts'
import { firstHour } from './first-hour.ts'
import { connectAccounts } from './make-accounts.ts'
import { makeCare } from './make-care.ts'
import { makeHabits } from './make-habits.ts'
import { makeHouse } from './make-house.ts'
import { makePast } from './make-past.ts'
import { addPeople } from './make-people.ts'
import { makePictures } from './make-pictures.ts'
import { makePlan } from './make-plan.ts'
import { makeReport } from './make-report.ts'
import { makeSorting } from './make-sorting.ts'
import { makeTrade } from './make-trade.ts'
import type { DemoNeeds, OpenSandbox } from './needs.ts'
import { readNumbers } from './read-numbers.ts'
import { stories } from './stories.ts'
import type { DemoTable } from './tables.ts'
import { tellUnusual } from './tell-unusual.ts'

interface Run {
  readonly workspaceId: string
  readonly isLastTry: boolean
  readonly signal: AbortSignal
}

type Demo = Selectable<DemoTable>

/**
 * Makes the life of a demo: what went on before, through the networks themselves, and what is planned, through the API. A run that
 * was cut off is repeated: the past from the beginning unless it was finished, the rest under the keys of the first time.
 */
export async function makeDemo(needs: DemoNeeds, run: Run): Promise<void> {
  try {
    const demo = await readDemo(needs, run)
    if (!demo) return
    await makeAll(needs, { demo, run })
    await note(needs, run, { state: 'ready', share: 100 })
  } catch (error) {
    // Removed while it was made: nothing to complain about.
    if (await isGone(needs, run)) return
    // Where only the process ends, the next start takes it up.
    if (run.isLastTry && !run.signal.aborted) await note(needs, run, { state: 'failed' })
    throw error
  }
}

async function makeAll(needs: DemoNeeds, { demo, run }: { demo: Demo; run: Run }): Promise<void> {
  const { workspace_id: workspaceId, member_id: memberId, brand_id: brandId, language } = demo
  const acting = await actingAs(needs.db, { workspaceId, memberId })
  if (!acting) throw new Error('The demo has lost its owner.')
  const { timeZone } = await brandOf(needs.db, { workspaceId, brandId })
  const story = stories[language]
  const calendar = { startedAt: demo.started_at.toTemporalInstant(), timeZone }
  const tell = teller(needs, run)
  const sandbox = await (demo.past_is_made ? needs.sandbox.open() : needs.sandbox.renew())
  const cast = addPeople(sandbox, story, calendar)
  if (!demo.past_is_made) {
    await makePast({ sandbox, story, cast, calendar, log: needs.log, tell: (share) => tell('past', share) })
    await endPast(needs, { sandbox, run })
  }
  const around = { api: needs.api(acting), brandId, language, story, calendar, log: needs.log }
  await around.api.links.setSettings({ brandId, measuresConversions: true, inPosts: 'shorten' })
  await makeCare(around)
  const accounts = await connectAccounts(around, { cast, tell: (share) => tell('accounts', share) })
  const pictures = await makePictures(around, (share) => tell('pictures', share))
  const sorting = await makeSorting(around)
  await makePlan(around, { sorting, accounts, pictures, tell: (share) => tell('plan', share * 0.3) })
  await makeHabits(around, accounts)
  await makeHouse(around)
  await makeTrade(around, { sorting, linksDoor: needs.linksDoor, tell: (share) => tell('plan', 0.3 + share * 0.2) })
  await firstHour(around, { cast, linksDoor: needs.linksDoor, clock: needs.clock, signal: run.signal })
  await readNumbers(around, { networks: accounts.size, signal: run.signal, tell: (share) => tell('plan', 0.5 + share * 0.5) })
  await tellUnusual(around, needs)
  await makeReport(around)
}

/** From now on the networks live in the present. */
async function endPast(needs: DemoNeeds, { sandbox, run }: { sandbox: OpenSandbox; run: Run }): Promise<void> {
  sandbox.clock.set(needs.clock.now())
  sandbox.clock.run()
  await sandbox.flush()
  await note(needs, run, { past_is_made: true })
}

/** How much of the whole each step begins and ends with, by the time it takes. */
const weights: Readonly<Record<Step, readonly [number, number]>> = {
  people: [0, 2],
  past: [2, 40],
  accounts: [40, 50],
  pictures: [50, 75],
  plan: [75, 100],
}

/** Notes how far it is, and ends the work where the demo was removed or this process ends. */
function teller(needs: DemoNeeds, run: Run): (step: Step, share: number) => Promise<void> {
  let told = ''
  return async (step, share) => {
    const [from, to] = weights[step]
    const whole = Math.round(from + (to - from) * Math.min(share, 1))
    run.signal.throwIfAborted()
    if (told === `${step} ${whole}`) return
    told = `${step} ${whole}`
    if (!(await note(needs, run, { step, share: whole }))) throw new Error('The demo was removed while it was made.')
  }
}

/** False where it is not being made any more. */
async function note({ db }: DemoNeeds, { workspaceId }: Run, change: Updateable<DemoTable>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('demo.demo')
    .set(change)
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'making')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The workspace goes first, and then what notes that a demo is made in it. */
async function isGone(needs: DemoNeeds, run: Run): Promise<boolean> {
  return !(await readDemo(needs, run)) || (await brandsOf(needs.db, run.workspaceId)).length === 0
}

function readDemo({ db }: DemoNeeds, { workspaceId }: Run): Promise<Demo | undefined> {
  return db.selectFrom('demo.demo').selectAll().where('workspace_id', '=', workspaceId).where('state', '=', 'making').executeTakeFirst()
}
