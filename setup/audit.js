import { spawn } from 'node:child_process'

import { acceptedAdvisories } from './accepted-advisories.js'
import { root, withTools } from './folders.js'

/** In milliseconds. A registry that takes longer is as good as none: the check must not hold up the tests. */
const patience = 8_000
const grave = ['high', 'critical']

/** Asks the registry for known holes in the packages that Hearth runs on. Where none answers, as offline, it says so and counts as skipped. */
export async function audit() {
  const report = await askRegistry()
  if (report === undefined) {
    console.log('No registry answered, so the packages were not checked for known holes. Run npm test where one does.')
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const open = openAdvisories(report, { accepted: acceptedAdvisories, today: new Date().toISOString().slice(0, 10) })
  for (const { id, name, severity, title } of open) console.error(`${name}: ${severity}, ${title} (${id})`)
  if (open.length > 0) console.error('Update these packages, or say in setup/accepted-advisories.js why they do not reach us.')
  return open.length > 0 ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 }
}

/** What is grave and not accepted today, each advisory once. `report`: what `npm audit --json` writes. */
export function openAdvisories(report, { accepted, today }) {
  const known = new Set(accepted.filter(({ until }) => today <= until).map(({ id }) => id))
  const found = Object.values(report.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((via) => typeof via === 'object' && grave.includes(via.severity))
    .map(({ url, source, name, severity, title }) => ({
      id: String(url ?? source)
        .split('/')
        .at(-1),
      name,
      severity,
      title,
    }))
  return [...new Map(found.map((one) => [one.id, one])).values()].filter(({ id }) => !known.has(id))
}

/** undefined: no answer, or one that is no report. */
export function reportIn(output) {
  try {
    const report = JSON.parse(output)
    return report.auditReportVersion === 2 && report.vulnerabilities ? report : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function askRegistry() {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', `--fetch-timeout=${patience}`]
  const child = spawn('npm', args, { cwd: root, env: withTools(), stdio: ['ignore', 'pipe', 'ignore'], timeout: patience })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text))
  await new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`npm did not start: ${error.message}`)
      resolve()
    })
    child.once('close', resolve)
  })
  return reportIn(output)
}
