import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { startTestPostgres } from '#testing/postgres'

import { until } from '../support/until.ts'
import { runAnswerCases } from './answers.ts'
import { faultyBluesky } from './bench-network.ts'
import { answerCases } from './cases.ts'
import { runPeopleCases } from './people.ts'
import { deathCases, killHard, runHeldCases, turnBench } from './processes.ts'
import { apart, benchSettings, killGroup, postmasterOf, withHearth } from './running.ts'
import { type Bench, connectTrial, judge, publishTrial, settle, type Trial, type Verdict } from './trial.ts'

/**
 * `npm run faults`: every fault at every step, against a real Bluesky server behind a proxy. The verdict is read from that server.
 * `--quick` runs one case of each kind; `--only answers,people,worker,server,two,clock,dns,late` runs some groups.
 */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' }, filter: { type: 'string', default: '' } },
})
const groups = { answers, people, worker, server, two, clock, dns, late }
const chosen = values.only === '' ? (Object.keys(groups) as (keyof typeof groups)[]) : (values.only.split(',') as (keyof typeof groups)[])

const folder = mkdtempSync(join(tmpdir(), 'hearth-faults-'))
const benchFile = join(folder, 'bench.json')
turnBench(benchFile, {})
const verdicts: Verdict[] = []

await using bluesky = await faultyBluesky()
await using postgres = await startTestPostgres()
const stage = { bluesky, postgres }
for (const name of chosen) {
  console.log(`\n${name}`)
  await groups[name]().catch((error: unknown) => {
    report({
      id: name,
      step: '',
      fault: 'the group itself',
      verdict: 'BROKEN',
      seconds: 0,
      note: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  })
}
rmSync(folder, { recursive: true, force: true })
summarize()

function report(verdict: Verdict): void {
  verdicts.push(verdict)
  console.log(
    [
      verdict.id.padEnd(14),
      verdict.step.padEnd(9),
      verdict.fault.padEnd(56),
      verdict.verdict.padEnd(16),
      `${verdict.seconds} s`.padEnd(6),
      verdict.note,
    ].join(' '),
  )
}

function summarize(): void {
  const count = (...kinds: Verdict['verdict'][]) => verdicts.filter(({ verdict }) => kinds.includes(verdict)).length
  const distinct = new Set(verdicts.map(({ step, fault }) => `${step} × ${fault}`)).size
  const broken = count('BROKEN')
  if (broken > 0) console.log(`\n${broken} cases proved nothing; see above.`)
  const bad = count('DUPLICATE', 'LOST', 'STUCK', 'BROKEN')
  console.log(`\n${verdicts.length - bad} passed, ${bad} failed`)
  console.log(
    JSON.stringify({
      cases: distinct,
      duplicates: count('DUPLICATE'),
      lost: count('LOST'),
      stuck: count('STUCK'),
      ...(broken > 0 ? { broken } : {}),
    }),
  )
  if (bad > 0) process.exitCode = 1
}

// ---------------------------------------------------------------- the groups

async function answers(): Promise<void> {
  await withHearth(stage, {}, async ({ bench }) => {
    const cases = answerCases().filter(
      (one) => (!values.quick || one.quick) && (values.filter === '' || `${one.step} ${one.fault}`.includes(values.filter)),
    )
    await runAnswerCases(bench, cases, report)
  })
}

async function people(): Promise<void> {
  await withHearth(stage, {}, async ({ bench }) => {
    for (const verdict of await runPeopleCases(bench)) report(verdict)
  })
}

/** The worker dies; the web process and the database live on. */
async function worker(): Promise<void> {
  await apart(stage, 1, async ({ bench, hearth: running, children }) => {
    const cases = deathCases('worker', 'the worker').filter((_, index) => !values.quick || index === 4)
    const verdict = await runHeldCases(bench, cases, async () => {
      const [first] = children.splice(0, 1)
      if (first) await killHard(first)
      children.push(await running.run('worker'))
    })
    for (const one of verdict) report(one)
  })
}

/** Everything dies at once, the embedded database too. */
async function server(): Promise<void> {
  await withHearth(stage, {}, async ({ bench, hearth: running, children }) => {
    const cases = deathCases('server', 'everything and the database').filter((_, index) => !values.quick || index === 4)
    const verdict = await runHeldCases(bench, cases, async () => {
      const [main] = children.splice(0, 1)
      const database = postmasterOf(running.dataDir)
      if (main) await killHard(main)
      killGroup(database)
      children.push(await running.run('all'))
    })
    for (const one of verdict) report(one)
  })
}

/** Two workers at once, and one of them stopped for five minutes in the middle of a request. */
async function two(): Promise<void> {
  await apart(stage, 2, async ({ bench, children }) => {
    const at = await Promise.all(Array.from({ length: 6 }, (_, index) => connectTrial(bench, `two${index + 1}`)))
    const trials = await Promise.all(at.map((one, index) => publishTrial(bench, `two${index + 1}`, one)))
    await Promise.all(trials.map((trial) => settle(bench, trial, 90)))
    for (const [index, trial] of trials.entries())
      report(await judge(bench, trial, { step: 'other', fault: `two workers, post ${index + 1} of 6 at once`, needHits: false }))
    if (!values.quick) await stopped(bench, children)
  })
}

async function stopped(bench: Bench, children: { pid?: number | undefined; kill: (signal: NodeJS.Signals) => boolean }[]): Promise<void> {
  const { proxy } = bench.bluesky
  const [, stoppable] = children
  children[0]?.kill('SIGSTOP')
  const cases = (['part 1', 'part 2', 'image'] as const).map((step, index) => ({
    id: `stopped${index + 1}`,
    step,
    fault: 'the worker is stopped for five minutes mid-request',
  }))
  const trials: Trial[] = []
  for (const { id, step } of cases) {
    const at = await connectTrial(bench, id)
    proxy.arm(at.did, step, { kind: 'hold-before' })
    trials.push(await publishTrial(bench, id, at))
  }
  await until('every case to be held', 60, () => trials.every(({ did }) => proxy.isHeld(did)))
  stoppable?.kill('SIGSTOP')
  children[0]?.kill('SIGCONT')
  const stoppedAt = Date.now()
  await Promise.all(trials.map((trial) => settle(bench, trial, 240)))
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, 300_000 - (Date.now() - stoppedAt))))
  stoppable?.kill('SIGCONT')
  for (const { did } of trials) proxy.release(did)
  await new Promise((resolve) => setTimeout(resolve, 10_000))
  for (const [index, trial] of trials.entries()) report(await judge(bench, trial, cases[index] ?? { step: '', fault: '' }))
}

/** The machine's clock jumps while requests are held. */
async function clock(): Promise<void> {
  for (const [name, hours] of [
    ['forward', 2],
    ['back', -2],
  ] as const) {
    await withHearth(stage, benchSettings(benchFile), async ({ bench }) => {
      const steps = values.quick ? (['part 1'] as const) : (['image', 'part 1', 'part 2'] as const)
      const cases = steps.map((step, index) => ({
        id: `clock${name}${index + 1}`,
        step,
        fault: `the clock jumps two hours ${name}`,
        hold: { kind: 'hold-after' } as const,
        afterwards: 'arrives' as const,
      }))
      const verdict = await runHeldCases(bench, cases, async () => turnBench(benchFile, { clockOffsetMs: hours * 3_600_000 }))
      for (const one of verdict) report(one)
    }).finally(() => turnBench(benchFile, {}))
  }
}

/** The name service fails before the post is due, and comes back. */
async function dns(): Promise<void> {
  const proxyPort = new URL(bluesky.proxy.url).port
  const named = `http://pds.bench:${proxyPort}`
  await withHearth(
    stage,
    { ...benchSettings(benchFile), HEARTH_ALLOW_ORIGINS: [...bluesky.origins, named].join(',') },
    async ({ bench }) => {
      for (const [index, what] of ['before the first step', 'between two parts'].entries()) {
        const id = `dns${index + 1}`
        const at = await connectTrial(bench, id, named)
        if (index === 1) bluesky.proxy.arm(at.did, 'part 1', { kind: 'hold-after' })
        else turnBench(benchFile, { dnsFails: true })
        const trial = await publishTrial(bench, id, at)
        if (index === 1) {
          await until('the first part to be held', 60, () => bluesky.proxy.isHeld(at.did))
          turnBench(benchFile, { dnsFails: true })
          bluesky.proxy.release(at.did)
        }
        await new Promise((resolve) => setTimeout(resolve, 8000))
        turnBench(benchFile, {})
        await settle(bench, trial, 150)
        report(
          await judge(bench, trial, { step: index === 0 ? 'image' : 'part 2', fault: `the name service fails ${what}`, needHits: false }),
        )
      }
    },
  )
}

/** A worker that was down: a post twenty minutes late goes out by itself, one three days late waits for a person. */
async function late(): Promise<void> {
  await apart(stage, 0, async ({ bench, hearth: running, children }, pool) => {
    const cases = [
      { id: 'late1', fault: 'down for three days', interval: '3 days', expected: 'none, explained' },
      { id: 'late2', fault: 'down for twenty minutes', interval: '20 minutes', expected: 'once' },
    ] as const
    const trials: Trial[] = []
    for (const { id } of cases) trials.push(await publishTrial(bench, id, await connectTrial(bench, id)))
    for (const [index, { interval }] of cases.entries()) {
      await pool.query('update publishing.delivery set due_at = due_at - $1::interval where post_id = $2', [
        interval,
        trials[index]?.post.id,
      ])
    }
    children.push(await running.run('worker'))
    for (const [index, { fault, expected }] of cases.entries()) {
      const trial = trials[index]
      if (!trial) continue
      await settle(bench, trial, 60)
      const verdict = await judge(bench, trial, { step: 'other', fault: `the worker was ${fault}`, needHits: false })
      report(
        verdict.verdict === expected
          ? verdict
          : { ...verdict, verdict: verdict.verdict === 'once' ? 'DUPLICATE' : 'LOST', note: `expected: ${expected}; ${verdict.note}` },
      )
    }
  })
}
