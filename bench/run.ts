/** `npm run -s bench -- <name>`: runs one measurement and ends with one line of JSON. */
const measurements: Readonly<Record<string, () => Promise<{ measure: () => Promise<Record<string, number>> }>>> = {
  start: () => import('./start.ts'),
  publish: () => import('./publish.ts'),
  crisis: () => import('./crisis.ts'),
  calendar: () => import('./calendar.ts'),
  media: () => import('./media.ts'),
  inbox: () => import('./inbox.ts'),
  links: () => import('./links.ts'),
  understanding: () => import('./understanding.ts'),
  analytics: () => import('./analytics.ts'),
  report: () => import('./report.ts'),
  permissions: () => import('./permissions.ts'),
  rules: () => import('./rules.ts'),
}

const name = process.argv[2] ?? ''
// One person asks here for hundreds.
process.env['HEARTH_REQUESTS_PER_MINUTE'] = '1000000'
const load = measurements[name]
if (!load) {
  console.error(`Name a measurement: ${Object.keys(measurements).join(', ')}. For example: npm run -s bench -- start`)
  process.exit(2)
}
const { measure } = await load()
console.log(JSON.stringify(await measure()))
process.exit(0)
