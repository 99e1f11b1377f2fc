import type { Db } from '#kit/database'
import type { Live } from '#kit/live'
import { turns } from '#kit/turns'

import { findHosts, findLink, type KnownLink } from './known-link.ts'
import { doorChannel, linkKey } from './tell-door.ts'

/** Links that were followed lately and, apart from them, addresses that lead nowhere: whoever tries codes pushes no link out. */
const mostLinks = 20_000
const mostUnknown = 10_000
/** Questions to the database at once; the rest wait, so that nobody's guesses take all connections. */
const mostAsked = 4

interface Kept {
  readonly link: KnownLink
  /** Something may have changed while nobody told us: good enough for this visitor, and asked again for the next. */
  doubtful: boolean
}

interface Question {
  readonly answer: Promise<KnownLink | undefined>
  /** The link was made meanwhile: an answer that there is none may be from before. */
  isNew: boolean
}

/** Keeps in memory where links lead, so that a database that is slow or away slows no link that was followed before. */
export class KnownLinks {
  readonly #db: Db
  readonly #links = new Map<string, Kept>()
  readonly #unknown = new Set<string>()
  readonly #asked = new Map<string, Question>()
  readonly #inTurn = turns(mostAsked)
  #hosts = new Set<string>()

  constructor(db: Db) {
    this.#db = db
  }

  /** Learns the hosts, then listens for changes until the signal is aborted. */
  async open(live: Pick<Live, 'subscribe'>, signal: AbortSignal, onTrouble: (error: unknown) => void): Promise<void> {
    const news = live.subscribe(doorChannel, signal)
    this.#hosts = new Set(await findHosts(this.#db))
    void this.#listen(news, onTrouble)
  }

  isShortHost(host: string): boolean {
    return this.#hosts.has(host)
  }

  /** Is the answer in memory? */
  knows(address: Address): boolean {
    const key = linkKey(address)
    return this.#links.has(key) || this.#unknown.has(key)
  }

  /** Where the address leads; asks the database for those that nobody followed lately. */
  async find(address: Address): Promise<KnownLink | undefined> {
    const key = linkKey(address)
    if (this.#unknown.has(key)) return undefined
    const kept = this.#links.get(key)
    if (!kept) return this.#ask(address)
    this.#links.delete(key)
    this.#links.set(key, kept)
    // A failure leaves the doubt for the next visitor.
    if (kept.doubtful) void this.#ask(address).catch(() => undefined)
    return kept.link
  }

  #ask(address: Address): Promise<KnownLink | undefined> {
    const key = linkKey(address)
    const asked = this.#asked.get(key)
    if (asked) return asked.answer
    const question: Question = { answer: this.#inTurn(() => findLink(this.#db, address)), isNew: false }
    this.#asked.set(key, question)
    const over = () => {
      // Whoever heard of a change meanwhile has forgotten this question: its answer may be from before.
      const isCurrent = this.#asked.get(key) === question
      if (isCurrent) this.#asked.delete(key)
      return isCurrent
    }
    question.answer.then((link) => over() && (link !== undefined || !question.isNew) && this.#keep(key, link), over)
    return question.answer
  }

  #keep(key: string, link: KnownLink | undefined): void {
    this.#links.delete(key)
    if (link) this.#links.set(key, { link, doubtful: false })
    else this.#unknown.add(key)
    for (const [kept, most] of [
      [this.#links, mostLinks],
      [this.#unknown, mostUnknown],
    ] as const) {
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    }
  }

  async #listen(news: AsyncIterable<{ readonly topics: readonly string[] }>, onTrouble: (error: unknown) => void): Promise<void> {
    for await (const { topics } of news) {
      for (const topic of topics) this.#hear(topic)
      if (topics.some((topic) => topic === '*' || topic === 'hosts')) {
        await findHosts(this.#db).then((hosts) => (this.#hosts = new Set(hosts)), onTrouble)
      }
    }
  }

  #hear(topic: string): void {
    if (topic.startsWith('link:')) this.#forget(topic.slice('link:'.length))
    // What is known of it already was read after it was made.
    else if (topic.startsWith('new-link:')) this.#heardOfNew(topic.slice('new-link:'.length))
    else if (topic.startsWith('brand:')) this.#doubt(({ brandId }) => brandId === topic.slice('brand:'.length))
    else if (topic === '*') {
      this.#unknown.clear()
      this.#doubt(() => true)
    }
  }

  #forget(key: string): void {
    this.#links.delete(key)
    this.#unknown.delete(key)
    this.#asked.delete(key)
  }

  #heardOfNew(key: string): void {
    this.#unknown.delete(key)
    const question = this.#asked.get(key)
    if (question) question.isNew = true
  }

  #doubt(which: (link: KnownLink) => boolean): void {
    for (const kept of this.#links.values()) if (which(kept.link)) kept.doubtful = true
    this.#asked.clear()
  }
}

interface Address {
  /** Empty: the server's own. */
  readonly host: string
  readonly code: string
}
