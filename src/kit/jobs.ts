import { isDeepStrictEqual } from 'node:util'

import type { fromKysely, PgBoss, WorkOptions } from 'pg-boss'
import type { z } from 'zod'

import type { Db, Tx } from './database.ts'
import { cut, redact } from './redact.ts'

/** A kind of work that is done later, outside the request that asked for it. Its handler may run twice: the row it is about is the truth, the job only wakes someone up. */
export interface Job<Schema extends z.ZodType = z.ZodType> {
  /** Module and verb: `publishing.deliver`. */
  readonly name: string
  readonly schema: Schema
  readonly retry: { readonly times: number; readonly delaySeconds: number; readonly maxDelaySeconds: number }
  /** A run that takes longer is given up and retried; while it runs, its signal is aborted then. */
  readonly expireSeconds: number
  /** At most one job per `key` waits at any time: sending another is a no-op, even if it should start earlier. */
  readonly onePerKey: boolean
  /** How late a job with `startAfter`, or a retry, may start. Jobs for now start at once whatever this says. */
  readonly pollSeconds: number
}

type JobSpec<Schema extends z.ZodType> = Pick<Job<Schema>, 'name' | 'schema'> & Partial<Omit<Job<Schema>, 'name' | 'schema'>>

export function defineJob<Schema extends z.ZodType>(spec: JobSpec<Schema>): Job<Schema> {
  return { retry: { times: 5, delaySeconds: 5, maxDelaySeconds: 3600 }, expireSeconds: 900, onePerKey: false, pollSeconds: 5, ...spec }
}

export interface SendOptions {
  readonly startAfter?: Temporal.Instant
  /** For jobs of `onePerKey`. */
  readonly key?: string
}

export interface JobRun {
  readonly id: string
  /** 1 for the first run. */
  readonly attempt: number
  /** Aborted when the run has expired or the process stops and will wait no longer. */
  readonly signal: AbortSignal
}

export type JobHandler<Schema extends z.ZodType> = (payload: z.output<Schema>, run: JobRun) => Promise<void>

export interface DeadJob {
  readonly id: string
  readonly job: string
  readonly payload: unknown
  readonly diedAt: Temporal.Instant
}

/** What modules are given to ask for work. */
export interface JobSender {
  /** Inside a transaction the job exists only if the transaction commits. */
  send<Schema extends z.ZodType>(db: Db | Tx, job: Job<Schema>, request: { payload: z.input<Schema> } & SendOptions): Promise<void>
}

export interface Jobs extends JobSender {
  /** Says who does the job, at most about `concurrency` at once. Every process says so for every job before `start`, also one that only sends: it makes the queue. */
  work<Schema extends z.ZodType>(job: Job<Schema>, handler: JobHandler<Schema>, options?: { concurrency?: number }): void
  /** Every so often, by a cron expression (five fields) in UTC unless a zone is given; over all processes once each time. Call before `start`. */
  schedule<Schema extends z.ZodType>(job: Job<Schema>, plan: { cron: string; payload: z.input<Schema>; timeZone?: string }): void
  /** `sends`: other processes do the work. */
  start(role?: 'works' | 'sends'): Promise<void>
  /** Takes no more jobs and waits for the running ones, at most so long; what still runs then is retried elsewhere. */
  stop(waitMs?: number): Promise<void>
  /** Jobs that failed at every retry, oldest first. */
  deadLetters(limit?: number): Promise<DeadJob[]>
  /** Puts dead jobs back into their queues. Answers how many. */
  revive(ids: readonly string[]): Promise<number>
}

export interface JobsConfig {
  /** As for `openDatabase`. */
  readonly connection: string | { host?: string; port?: number; user?: string; password?: string; database?: string }
  /** The queue itself is in trouble (not a single job): for the log. */
  readonly onTrouble?: (message: string, detail: unknown) => void
  /** A run of a job failed; it will be retried or is dead. */
  readonly onFailed?: (failure: { job: string; id: string; attempt: number; error: unknown }) => void
}

const deadQueue = 'dead'

/** The queue of work, in the database's schema `jobs`. */
export function openJobs(config: JobsConfig): Jobs {
  const jobs = new Map<string, Job>()
  const tasks: ((boss: PgBoss) => Promise<unknown>)[] = []
  const plans = new Map<string, Plan>()
  let running: Running | undefined
  const ready = () => {
    if (!running) throw new Error('The job queue is not started.')
    return running
  }
  return {
    send: async (db, job, request) => sendInside(ready(), db, [job, request]),
    work: (job, handler, options = {}) => {
      if (jobs.has(job.name)) throw new Error(`Two handlers for the job ${job.name}.`)
      jobs.set(job.name, job)
      tasks.push((boss) =>
        boss.work(job.name, workOptions(job, options.concurrency ?? 1), (runs) =>
          runAll(runs, { job, handler, config, concurrency: options.concurrency ?? 1 }),
        ),
      )
    },
    schedule: (job, { cron, payload, timeZone }) => {
      job.schema.parse(payload)
      plans.set(job.name, { cron, payload, timeZone: timeZone ?? 'UTC' })
    },
    start: async (role = 'works') => {
      running = await startBoss(config, role)
      await makeQueues(running.boss, [...jobs.values()])
      if (role === 'sends') return
      for (const task of tasks) await task(running.boss)
      await keepPlans(running.boss, plans)
    },
    stop: async (waitMs = 20_000) => {
      await running?.boss.stop({ graceful: true, timeout: waitMs, close: true })
      running = undefined
    },
    deadLetters: async (limit = 100) => (await ready().boss.findJobs<{ payload: unknown }>(deadQueue, { limit })).map(deadJob),
    revive: (ids) => ready().boss.redrive(deadQueue, { ids: [...ids] }),
  }
}

interface Running {
  readonly boss: PgBoss
  readonly inside: typeof fromKysely
}

async function sendInside(
  { boss, inside }: Running,
  db: Db | Tx,
  [job, { payload, startAfter, key }]: readonly [Job, { payload: unknown } & SendOptions],
): Promise<void> {
  job.schema.parse(payload)
  if (job.onePerKey && !key) throw new Error(`The job ${job.name} wants a key.`)
  const after = startAfter && { startAfter: new Date(startAfter.epochMilliseconds) }
  await boss.send(job.name, { payload }, { db: inside(db), ...after, ...(key && { singletonKey: key }) })
}

async function startBoss(config: JobsConfig, role: 'works' | 'sends'): Promise<Running> {
  const pgBoss = await import('pg-boss')
  const connection = typeof config.connection === 'string' ? { connectionString: config.connection } : config.connection
  const works = role === 'works'
  const boss = new pgBoss.PgBoss({
    ...connection,
    application_name: 'hearth-jobs',
    schema: 'jobs',
    max: 3,
    useListenNotify: works,
    supervise: works,
    schedule: works,
    // A dead process is noticed within its jobs' heartbeat and one of these two; the rest is housekeeping.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    cronWorkerIntervalSeconds: 15,
    queueCacheIntervalSeconds: 300,
    bamIntervalSeconds: 600,
    flowIntervalSeconds: 600,
    notifyHeartbeatIntervalMs: 30_000,
  })
  boss.on('error', (error) => config.onTrouble?.(error.message, error))
  boss.on('warning', (warning) => config.onTrouble?.(warning.message, warning.data))
  await boss.start()
  return { boss, inside: pgBoss.fromKysely }
}

/** At most starts everything is there as it should be, so that asking once is enough. */
async function makeQueues(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  const present = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  if (!present.has(deadQueue)) await boss.createQueue(deadQueue, { retentionSeconds: 90 * 86_400 })
  for (const job of jobs) {
    const queue = present.get(job.name)
    const settings = {
      notify: true,
      deadLetter: deadQueue,
      retryLimit: job.retry.times,
      retryDelay: job.retry.delaySeconds,
      retryDelayMax: job.retry.maxDelaySeconds,
      retryBackoff: true,
      expireInSeconds: job.expireSeconds,
      heartbeatSeconds: 15,
      retentionSeconds: 400 * 86_400,
      deleteAfterSeconds: 86_400,
    }
    if (!queue) await boss.createQueue(job.name, { ...settings, policy: job.onePerKey ? 'short' : 'standard' })
    else if (!isDeepStrictEqual({ ...queue, ...settings }, queue)) await boss.updateQueue(job.name, settings)
  }
}

interface Plan {
  readonly cron: string
  readonly payload: unknown
  readonly timeZone: string
}

/** What an earlier version repeated and this one does not is forgotten. */
async function keepPlans(boss: PgBoss, plans: ReadonlyMap<string, Plan>): Promise<void> {
  const kept = new Map((await boss.getSchedules()).map((schedule) => [schedule.name, schedule]))
  for (const [name, { cron, payload, timeZone }] of plans) {
    const { cron: cronNow, timezone, data } = kept.get(name) ?? {}
    if (!isDeepStrictEqual([cronNow, timezone, data], [cron, timeZone, { payload }]))
      await boss.schedule(name, cron, { payload }, { tz: timeZone })
  }
  for (const name of kept.keys()) if (!plans.has(name)) await boss.unschedule(name)
}

/** Small batches over a few workers: a full batch makes a worker fetch again at once, and one slow job holds up only its batch. */
function workOptions(job: Job, concurrency: number) {
  const workers = Math.min(Math.ceil(concurrency / 2), 4)
  return {
    localConcurrency: workers,
    batchSize: Math.max(Math.ceil(concurrency / workers), 2),
    perJobResults: true,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: Math.min(job.pollSeconds, 2),
    notifyPollingIntervalSeconds: job.pollSeconds,
  } as const satisfies WorkOptions
}

interface Work<Schema extends z.ZodType> {
  job: Job<Schema>
  handler: JobHandler<Schema>
  config: JobsConfig
  concurrency: number
}

type Result = { id: string; status: 'completed' } | { id: string; status: 'failed'; output: { message: string } }

async function runAll<Schema extends z.ZodType>(runs: readonly Run[], work: Work<Schema>): Promise<Result[]> {
  if (work.concurrency > 1) return Promise.all(runs.map((run) => runOne(run, work)))
  const results: Result[] = []
  for (const run of runs) results.push(await runOne(run, work))
  return results
}

interface Run {
  id: string
  data: unknown
  retryCount: number
  signal: AbortSignal
}

async function runOne<Schema extends z.ZodType>(run: Run, { job, handler, config }: Work<Schema>): Promise<Result> {
  const attempt = run.retryCount + 1
  try {
    await handler(job.schema.parse(payloadOf(run.data)), { id: run.id, attempt, signal: run.signal })
    return { id: run.id, status: 'completed' }
  } catch (error) {
    config.onFailed?.({ job: job.name, id: run.id, attempt, error })
    return { id: run.id, status: 'failed', output: { message: cut(redact(String(error))) } }
  }
}

function payloadOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'payload' in data ? data.payload : undefined
}

function deadJob(dead: { id: string; sourceName?: string | null; data: unknown; createdOn: Date }): DeadJob {
  const diedAt = Temporal.Instant.fromEpochMilliseconds(dead.createdOn.getTime())
  return { id: dead.id, job: dead.sourceName ?? 'unknown', payload: payloadOf(dead.data), diedAt }
}
