import type { Inbox, InboxItem, InboxPage, Outcome, Publishing } from '#networks/network'

import { testNetwork } from '../publishing/test-network.ts'
import { world, type World } from '../publishing/test-world.ts'
import { onAnswerMoved } from './answers/on-answer-moved.ts'
import type { Meaning } from './contract.ts'
import { keepItems, type Mailbox } from './keep-items.ts'
import { listThreads } from './list-threads.ts'
import { understander } from './meaning/understander.ts'
import type { InboxNeeds } from './needs.ts'
import { readThread } from './read-thread.ts'
import { mailboxOf } from './reading/mailbox-of.ts'
import { remember } from './reading/read-due.ts'
import { readSource } from './reading/read-source.ts'
import { ruling } from './rules/ruling.ts'
import { handlers } from './webhooks/handlers.ts'

/** A workspace whose network has an inbox with one source: pages are what it answers next, answers go out like posts. */
export interface InboxWorld extends AsyncDisposable {
  readonly here: World
  readonly needs: InboxNeeds
  readonly mailbox: Omit<Mailbox, 'understand' | 'rule'>
  readonly pages: Outcome<InboxPage>[]
  /** Places that it was asked from. */
  readonly asked: unknown[]
  readonly hidden: string[]
  /** Jobs that were asked for. */
  readonly sent: { name: string; payload: unknown }[]
  arrive(...items: readonly InboxItem[]): Promise<void>
  read(): Promise<void>
  threads(state?: 'open' | 'snoozed' | 'done', meanings?: readonly Meaning[]): ReturnType<typeof listThreads>
  thread(id: string): ReturnType<typeof readThread>
}

export async function inboxWorld(absence: Publishing['absence'] = { proof: 'token' }): Promise<InboxWorld> {
  const here = await world(absence)
  const { workspaceId, brandId } = here.at
  const accountId = here.accounts[0]?.id ?? ''
  const mailbox = { workspaceId, brandId, accountId, network: 'tea' }
  const [pages, asked, hidden, sent]: [Outcome<InboxPage>[], unknown[], string[], InboxWorld['sent']] = [[], [], [], []]
  const tea = testNetwork(here.server, absence)
  const inbox: Inbox = {
    sources: [{ name: 'talk', every: 60 }],
    read: async ({ cursor }) => {
      asked.push(cursor)
      return pages.shift() ?? { ok: true, value: { items: [], cursor: cursor ?? null, more: false } }
    },
    answering: {
      rulesFor: tea.rulesFor,
      publishing: tea.publishing,
      withinHours: (kind) => (kind === 'message' ? 24 : undefined),
    },
    privateTo: ({ kind, answerTo }) =>
      kind === 'comment' ? { to: answerTo ?? null, once: true } : { refused: { code: 'private-comments-only' } },
    hide: async ({ externalId }) => {
      hidden.push(externalId)
      return { ok: true, value: undefined }
    },
  }
  here.use({
    network: (id) => (id === 'tea' ? { ...tea, inbox } : undefined),
    events: {
      emit: async (_, { name }, payload) => {
        here.events.push(name)
        // As the jobs do: after the transaction, and at least once.
        if (name === 'answer.moved') setTimeout(() => void moved(payload), 0)
      },
      isHeard: ({ name }) => name === 'answer.moved',
    },
  })
  const moved = async (payload: unknown): Promise<void> => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the event's schema says
    const answer = payload as Parameters<typeof onAnswerMoved>[1]
    await onAnswerMoved(here.db, answer)
    await onAnswerMoved(here.db, answer)
  }
  const needs: InboxNeeds = {
    db: here.db,
    jobs: { send: async (_, { name }, { payload }) => void sent.push({ name, payload }) },
    log: here.needs.log,
    publishing: here.needs,
    understander: understander(),
    webhooks: { keys: async () => undefined, accounts: async () => [], counted: () => undefined, handlers: handlers() },
    ruling: ruling(),
    notify: (tx, notice) => here.needs.notify(tx, notice),
  }
  const source = { workspaceId, accountId, source: 'talk' }
  await remember(here.db, [source])
  return {
    here,
    needs,
    mailbox,
    pages,
    asked,
    hidden,
    sent,
    arrive: async (...items) => {
      const to = await mailboxOf(needs, { workspaceId, account: { ...mailbox, id: accountId } })
      await here.db.transaction().execute((tx) => keepItems(tx, to, { items }))
    },
    read: () => readSource(needs, source, AbortSignal.timeout(10_000)),
    threads: (state = 'open', meanings) =>
      listThreads(needs, { workspaceId, brandId, state, limit: 50, ...(meanings ? { meanings: [...meanings] } : {}) }),
    thread: (threadId) => readThread(needs, here.db, { workspaceId, threadId }),
    [Symbol.asyncDispose]: () => here[Symbol.asyncDispose](),
  }
}

/** What a guest says under the post `p`, so many minutes after noon. */
export function said(id: string, text: string, { minute = 0, ...more }: Partial<InboxItem> & { minute?: number } = {}): InboxItem {
  return {
    externalId: id,
    kind: 'comment',
    thread: { externalId: 'p', about: { externalId: 'p', url: 'https://tea.example/p', text: 'Spring teas' } },
    author: { externalId: 'guest', handle: 'guest', name: 'A guest' },
    byUs: false,
    text,
    media: [],
    at: noon.add({ minutes: minute }),
    answerTo: { id },
    ...more,
  }
}

export function weSaid(id: string, text: string, more: Partial<InboxItem> & { minute?: number } = {}): InboxItem {
  return said(id, text, { byUs: true, author: { externalId: 'oolong', handle: 'oolong', name: 'Tea House' }, ...more })
}

const noon = Temporal.Instant.from('2026-11-20T12:00:00Z')
