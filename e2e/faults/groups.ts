import { join } from 'node:path'

import type { FaultGroup } from '../../src/networks/test-faults.ts'
import { until } from '../support/until.ts'
import { runAnswerCases } from './answers.ts'
import { type AnswerCase, answerCases, inboxCases } from './cases.ts'
import { runCrisisCases } from './crisis.ts'
import type { FaultyNetwork } from './faulty-network.ts'
import { runInboxCases } from './inbox-answers.ts'
import { runPeopleCases } from './people.ts'
import { deathCases, holdAll, killHard, type ProcessCase, runHeldCases, turnBench } from './processes.ts'
import { oneOfEach, quickAnswers, quickInbox } from './quick.ts'
import { apart, benchSettings, killGroup, postmasterOf, type Running, withHearth } from './running.ts'
import type { Stage } from './stage.ts'
import { connectTrial, judge, type Place, publishTrial, settle, type Verdict } from './trial.ts'

/** What a group works with. */
export interface Run {
  readonly stage: Stage
  /** The networks to try; all unless some were named. */
  readonly networks: readonly FaultyNetwork[]
  readonly quick: boolean
  readonly matches: (one: { readonly network: FaultyNetwork; readonly step: string; readonly fault: string }) => boolean
  readonly report: (verdict: Verdict) => void
}

/** In lanes that run side by side, because most cases wait; within a lane one after the other. */
export const lanes = [{ answers, late }, { worker, server, dns }, { two, clock, people, crisis, standIn }, { inbox }] as const

async function answers(run: Run): Promise<void> {
  await withHearth(run.networks, {}, async ({ bench }) => {
    const cases = run.networks.flatMap(answerCases)
    await runAnswerCases(bench, numbered('answer', (run.quick ? quickAnswers(cases) : cases).filter(run.matches)), run.report)
  })
}

/** What customers ask is answered, on every network that tells what they ask. */
async function inbox(all: Run): Promise<void> {
  const run = fewer(all, 'inbox')
  const networks = [...run.networks, ...(run.quick ? [] : run.stage.besideReal)].filter(({ answering }) => answering !== undefined)
  await withHearth(networks, {}, async ({ bench }) => {
    const cases = networks.flatMap(inboxCases).filter(run.matches)
    await runInboxCases(bench, numbered('inbox', run.quick ? quickInbox(cases) : cases), run.report)
  })
}

/** The same on stand-ins that have to behave as the real servers do. */
async function standIn(run: Run): Promise<void> {
  if (run.quick) return
  const networks = run.stage.besideReal
  await withHearth(networks, {}, async ({ bench }) => {
    await runAnswerCases(bench, numbered<AnswerCase>('standin', networks.flatMap(answerCases).filter(run.matches)), run.report)
  })
}

/** Somebody switches to a crisis while a request of each step is under way. */
async function crisis(all: Run): Promise<void> {
  const run = fewer(all, 'crisis')
  await withHearth(run.networks, {}, async ({ bench }) => {
    const places = heldAt(run, ({ before, final, after }) => [...before, ...final, ...after])
    const cases = (['hold-before', 'hold-after'] as const).flatMap((kind) =>
      places.map((one): ProcessCase => ({
        ...one,
        id: `crisis${kind === 'hold-before' ? 'b' : 'a'}${one.id}`,
        fault: `a crisis begins ${kind === 'hold-before' ? 'before acceptance' : 'after acceptance, before the answer'}`,
        hold: { kind },
        afterwards: 'arrives',
      })),
    )
    for (const verdict of await runCrisisCases(bench, cases.filter(run.matches))) run.report(verdict)
  })
}

async function people(all: Run): Promise<void> {
  const run = fewer(all, 'people')
  await withHearth(run.networks, {}, async ({ bench }) => {
    for (const [index, place] of placesOf(run).entries())
      for (const verdict of await runPeopleCases(bench, place, `people${index}`)) run.report(verdict)
  })
}

/** The worker dies; the web process and the database live on. */
async function worker(all: Run): Promise<void> {
  const run = fewer(all, 'worker')
  await apart(run.networks, { postgres: run.stage.postgres, workers: 1 }, async (running) => {
    await die(run, { running, prefix: 'worker', who: 'the worker' }, async () => {
      const [first] = running.children.splice(0, 1)
      if (first) await killHard(first)
      running.children.push(await running.hearth.run('worker'))
    })
  })
}

/** Everything dies at once, the database too. */
async function server(all: Run): Promise<void> {
  const run = fewer(all, 'server')
  await withHearth(run.networks, {}, async (running) => {
    await die(run, { running, prefix: 'server', who: 'everything and the database' }, async () => {
      const [main] = running.children.splice(0, 1)
      const database = postmasterOf(running.hearth.dataDir)
      if (main) await killHard(main)
      killGroup(database)
      running.children.push(await running.hearth.run('all'))
    })
  })
}

async function die(
  run: Run,
  { running, prefix, who }: { running: Running; prefix: string; who: string },
  kill: () => Promise<void>,
): Promise<void> {
  const cases = deathCases(run.networks, who).filter(run.matches)
  const chosen = run.quick ? oneOfEach(cases) : cases
  for (const verdict of await runHeldCases(running.bench, numbered(prefix, chosen), kill)) run.report(verdict)
}

/** Two workers at once, and one of them stopped for five minutes in the middle of a request. */
async function two(all: Run): Promise<void> {
  const run = fewer(all, 'two')
  await apart(run.networks, { postgres: run.stage.postgres, workers: 2 }, async ({ bench, children }) => {
    const places = placesOf(run).flatMap((place) => Array.from({ length: 6 }, (_, index) => ({ place, index })))
    const at = await Promise.all(
      places.map(({ place, index }) => connectTrial(bench, `two${place.network.name.length}x${index + 1}`, place)),
    )
    const trials = await Promise.all(at.map((one) => publishTrial(bench, one)))
    await Promise.all(trials.map((trial) => settle(bench, trial, 90)))
    for (const [position, trial] of trials.entries()) {
      const fault = `two workers, post ${(places[position]?.index ?? 0) + 1} of 6 at once`
      run.report(await judge(bench, trial, { network: trial.network.name, step: 'all', fault, needHits: false }))
    }
    if (!run.quick) await stopped(run, { bench, children })
  })
}

async function stopped(run: Run, { bench, children }: Pick<Running, 'bench' | 'children'>): Promise<void> {
  const [first, second] = children
  const cases = heldAt(run, ({ before, final }) => [...before, ...final]).map((one): ProcessCase => ({
    ...one,
    id: `stopped${one.id}`,
    fault: 'the worker is stopped for five minutes mid-request',
    hold: { kind: 'hold-before' },
    afterwards: 'arrives',
  }))
  const ready = await Promise.all(cases.map(async (one) => ({ one, at: await connectTrial(bench, one.id, one) })))
  first?.kill('SIGSTOP')
  const held = await holdAll(bench, ready)
  second?.kill('SIGSTOP')
  first?.kill('SIGCONT')
  const stoppedAt = Date.now()
  for (const { one, trial } of held) {
    const seconds = Math.min(one.story.arrivesWithin ?? Infinity, stoppedSeconds + 1)
    setTimeout(() => one.network.proxy.release(trial.profile.id), seconds * 1000)
  }
  await Promise.all(held.map(({ trial }) => settle(bench, trial, 290)))
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, stoppedSeconds * 1000 - (Date.now() - stoppedAt))))
  second?.kill('SIGCONT')
  await new Promise((resolve) => setTimeout(resolve, 10_000))
  for (const { one, trial } of held) run.report(await judge(bench, trial, { ...one, network: one.network.name }))
}

const stoppedSeconds = 300

/** The machine's clock jumps while requests are held. */
async function clock(all: Run): Promise<void> {
  const run = fewer(all, 'clock')
  const file = join(run.stage.folder, 'clock.json')
  for (const [name, hours] of [
    ['forward', 2],
    ['back', -2],
  ] as const) {
    turnBench(file, {})
    await withHearth(run.networks, benchSettings(file), async ({ bench }) => {
      const cases = heldAt(run, ({ before, final }) => (run.quick ? final.slice(0, 1) : [...before, ...final])).map((one): ProcessCase => ({
        ...one,
        id: `${name}${one.id}`,
        fault: `the clock jumps two hours ${name}`,
        hold: { kind: 'hold-after' },
        afterwards: 'arrives',
      }))
      const verdicts = await runHeldCases(bench, cases, async () => turnBench(file, { clockOffsetMs: hours * 3_600_000 }))
      for (const verdict of verdicts) run.report(verdict)
    })
  }
}

/** The name service fails before the post is due, and comes back. */
async function dns(run: Run): Promise<void> {
  const network = run.stage.withServers
  const [story] = network.stories
  if (!story || !run.networks.includes(network)) return
  const file = join(run.stage.folder, 'dns.json')
  turnBench(file, {})
  const named = `http://pds.bench:${new URL(network.proxy.url).port}`
  await withHearth([network], { ...benchSettings(file), HEARTH_ALLOW_ORIGINS: named }, async ({ bench }) => {
    for (const [index, what] of ['before the first step', 'between two parts'].entries()) {
      const at = await connectTrial(bench, `dns${index + 1}`, { network, story }, named)
      if (index === 0) turnBench(file, { dnsFails: true })
      else network.proxy.arm(at.profile.id, 'part 1', { kind: 'hold-after' })
      const trial = await publishTrial(bench, at)
      if (index === 1) {
        await until('the first part to be held', 60, () => network.proxy.isHeld(at.profile.id))
        turnBench(file, { dnsFails: true })
        network.proxy.release(at.profile.id)
      }
      await new Promise((resolve) => setTimeout(resolve, 8000))
      turnBench(file, {})
      await settle(bench, trial, 150)
      const step = index === 0 ? 'image' : 'part 2'
      run.report(await judge(bench, trial, { network: network.name, step, fault: `the name service fails ${what}`, needHits: false }))
    }
  })
}

/** A worker that was down: a post twenty minutes late goes out by itself, one three days late waits for a person. */
async function late(all: Run): Promise<void> {
  const run = fewer(all, 'late')
  await apart(run.networks, { postgres: run.stage.postgres, workers: 0 }, async ({ bench, hearth, children }, pool) => {
    const cases = placesOf(run).flatMap((place, index) => [
      { id: `late${index}x1`, place, fault: 'the worker was down for three days', interval: '3 days', orElse: 'none, explained' as const },
      { id: `late${index}x2`, place, fault: 'the worker was down for twenty minutes', interval: '20 minutes' },
    ])
    const trials = await Promise.all(
      cases.map(async (one) => ({ one, trial: await publishTrial(bench, await connectTrial(bench, one.id, one.place)) })),
    )
    for (const { one, trial } of trials)
      await pool.query('update publishing.delivery set due_at = due_at - $1::interval where post_id = $2', [one.interval, trial.post.id])
    children.push(await hearth.run('worker'))
    for (const { one, trial } of trials) {
      await settle(bench, trial, 60)
      const verdict = await judge(bench, trial, { ...one, network: one.place.network.name, step: 'all', needHits: false })
      run.report(
        'orElse' in one && verdict.verdict === 'once'
          ? { ...verdict, verdict: 'DUPLICATE', note: `too late for this; ${verdict.note}` }
          : verdict,
      )
    }
  })
}

/** In a quick run, the networks that share in this group. */
function fewer(run: Run, group: FaultGroup): Run {
  return run.quick ? { ...run, networks: run.networks.filter(({ quick }) => quick?.groups.includes(group)) } : run
}

function placesOf({ networks }: Run): Place[] {
  return networks.flatMap((network) => network.stories.slice(0, 1).map((story) => ({ network, story })))
}

function heldAt(run: Run, steps: (story: Place['story']) => readonly string[]) {
  const held = placesOf(run).flatMap((place) => steps(place.story).map((step) => ({ ...place, step })))
  return held.map((one, index) => ({ ...one, id: String(index + 1) }))
}

function numbered<One>(prefix: string, cases: readonly One[]): (One & { readonly id: string })[] {
  return cases.map((one, index) => ({ ...one, id: `${prefix}${index + 1}` }))
}
