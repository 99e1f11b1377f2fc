import { parseArgs } from 'node:util'

import { allFaults, countCases } from './all-faults.ts'
import { lanes, type Run } from './groups.ts'
import { setStage } from './stage.ts'
import { broken, type Verdict } from './trial.ts'

/**
 * `npm run faults`: every fault at every step of every network, behind a proxy: stand-ins, and a real Bluesky server. The verdict is
 * read from the network. `--quick` runs one case of each kind; `--only answers,people,…` some groups; `--network x,mastodon` some
 * networks; `--filter <part of a step or fault>` some cases; `--count` only says how many cases there are on each network.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    network: { type: 'string', default: '' },
    filter: { type: 'string', default: '' },
    count: { type: 'boolean', default: false },
  },
})
if (values.count) {
  console.log(JSON.stringify(countCases(await allFaults())))
  process.exit(0)
}

const verdicts: Verdict[] = []
const started = Date.now()

await using stage = await setStage()
const run: Run = {
  stage,
  networks: stage.networks.filter(({ name }) => named(values.network, name)),
  quick: values.quick,
  matches: ({ network, step, fault }) => named(values.network, network.name) && `${step} ${fault}`.includes(values.filter),
  report,
}
await Promise.all(lanes.map(runLane))
summarize()

async function runLane(lane: Readonly<Record<string, (run: Run) => Promise<void>>>): Promise<void> {
  for (const [name, group] of Object.entries(lane)) {
    if (values.only !== '' && !values.only.split(',').includes(name)) continue
    await group(run).catch((error: unknown) => {
      report(broken(name, { network: '', step: '', fault: 'the group itself' }, error instanceof Error ? error.stack : error))
    })
  }
}

function named(wanted: string, name: string): boolean {
  return wanted === '' || wanted.split(',').some((each) => name.startsWith(each))
}

function report(verdict: Verdict): void {
  verdicts.push(verdict)
  const { id, network, step, fault, note, seconds } = verdict
  const columns = [
    id.padEnd(11),
    network.padEnd(13),
    step.padEnd(18),
    fault.padEnd(58),
    verdict.verdict.padEnd(17),
    `${seconds} s`.padEnd(6),
  ]
  console.log([...columns, note].join(' '))
}

function summarize(): void {
  const count = (...kinds: Verdict['verdict'][]) => verdicts.filter(({ verdict }) => kinds.includes(verdict)).length
  const distinct = new Set(verdicts.map(({ network, step, fault }) => `${network} × ${step} × ${fault}`)).size
  const unproven = count('BROKEN')
  if (unproven > 0) console.log(`\n${unproven} cases proved nothing; see above.`)
  const bad = count('DUPLICATE', 'LOST', 'STUCK', 'BROKEN')
  console.log(`\n${Math.round((Date.now() - started) / 1000)} s; a person was asked, rightly, in ${count('a person, rightly')} cases`)
  console.log(`${verdicts.length - bad} passed, ${bad} failed`)
  const result = { cases: distinct, duplicates: count('DUPLICATE'), lost: count('LOST'), stuck: count('STUCK') }
  console.log(JSON.stringify(unproven > 0 ? { ...result, broken: unproven } : result))
  if (bad > 0) process.exitCode = 1
}
