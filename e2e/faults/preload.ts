import dns from 'node:dns'
import { readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Loaded before Hearth (`node --import`) in the fault runs: the machine's clock and name service, as a test bench turns them.
 * The file that HEARTH_FAULTS names holds `{ "clockOffsetMs": 0, "dnsFails": false }` and is read again at every use.
 */
interface Bench {
  readonly clockOffsetMs: number
  readonly dnsFails: boolean
}

const path = process.env['HEARTH_FAULTS'] ?? ''
const realNow = Date.now.bind(Date)
const realInstant = Temporal.Now.instant.bind(Temporal.Now)
let seen: Bench = { clockOffsetMs: 0, dnsFails: false }
let readAt = 0

function bench(): Bench {
  if (path === '' || realNow() - readAt < 100) return seen
  readAt = realNow()
  try {
    seen = JSON.parse(readFileSync(path, 'utf8')) as Bench
  } catch {
    // Being written at this moment: the last reading holds.
  }
  return seen
}

Date.now = () => realNow() + bench().clockOffsetMs
Temporal.Now.instant = () => realInstant().add({ milliseconds: bench().clockOffsetMs })

const RealDate = Date
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [Date.now()] : given, newTarget),
})

/** Names under `.bench` lead to this machine, or nowhere while the name service is down. */
const realLookup = dns.lookup
const lookup = (name: string, options: unknown, done?: (error: Error | null, ...found: unknown[]) => void) => {
  const callback = (typeof options === 'function' ? options : done) as (error: Error | null, ...found: unknown[]) => void
  if (!name.endsWith('.bench')) return realLookup(name, options as dns.LookupOptions, callback as never)
  if (bench().dnsFails) {
    const failure = Object.assign(new Error(`getaddrinfo EAI_AGAIN ${name}`), {
      code: 'EAI_AGAIN',
      errno: -3001,
      syscall: 'getaddrinfo',
      hostname: name,
    })
    return void setImmediate(() => callback(failure))
  }
  const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true
  return void setImmediate(() => (all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4)))
}
Object.assign(dns, { lookup })
const realPromised = dns.promises.lookup
const promisedLookup = (name: string, options?: dns.LookupOptions) => {
  if (!name.endsWith('.bench')) return realPromised(name, options ?? {})
  return new Promise<unknown>((resolve, reject) =>
    lookup(name, options ?? {}, (error, ...found) =>
      error ? reject(error) : resolve(options?.all ? found[0] : { address: found[0], family: found[1] }),
    ),
  )
}
Object.assign(dns.promises, { lookup: promisedLookup })
syncBuiltinESMExports()
