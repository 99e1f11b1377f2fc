import type { Meaning, ThreadSummary } from '#contract/inbox'

export type Kind = ThreadSummary['kind']

/** What the inbox shows, kept in the address so that it can be shared and survives going back. */
export interface InboxSearch extends ThreadFilters {
  /** Open where absent. */
  readonly state?: 'snoozed' | 'done' | undefined
  /** What is due first unless absent. */
  readonly order?: 'latest' | undefined
  /** The thread that is open beside the list. */
  readonly thread?: string | undefined
  /** The person whose card lies over it. */
  readonly person?: string | undefined
}

/** What of it is wanted; absent means everything. */
export interface ThreadFilters {
  /** The brand on screen, where there are several. */
  readonly brand?: string | undefined
  /** `me`, `nobody`, or a member's id. */
  readonly assignee?: string | undefined
  readonly networks?: readonly string[] | undefined
  readonly accounts?: readonly string[] | undefined
  readonly kinds?: readonly Kind[] | undefined
  readonly meanings?: readonly Meaning[] | undefined
  readonly labels?: readonly string[] | undefined
  readonly due?: readonly Due[] | undefined
  readonly text?: string | undefined
}

export const kinds: readonly Kind[] = ['comment', 'mention', 'quote', 'share', 'message', 'review']

export const meanings: readonly Meaning[] = ['complaint', 'praise', 'question', 'spam', 'other']

export const dues = ['overdue', 'soon'] as const
export type Due = (typeof dues)[number]

export const views = ['open', 'due', 'mine', 'nobodys', 'snoozed', 'done'] as const
export type View = (typeof views)[number]

/** What each view means in the address. */
export const searchOf: Readonly<Record<View, Pick<InboxSearch, 'state' | 'assignee' | 'due'>>> = {
  open: {},
  due: { due: dues },
  mine: { assignee: 'me' },
  nobodys: { assignee: 'nobody' },
  snoozed: { state: 'snoozed' },
  done: { state: 'done' },
}

export function viewOf({ state, assignee, due }: InboxSearch): View {
  if (state !== undefined) return state
  if (assignee === 'me') return 'mine'
  if (assignee === 'nobody') return 'nobodys'
  return due?.length === dues.length ? 'due' : 'open'
}

/** The filters behind the button; the views and the words stand beside it. */
const narrowing = ['networks', 'accounts', 'kinds', 'meanings', 'labels'] as const

/** How many single filters are on. An assignee, or what is due, counts where no view says it. */
export function countFilters(search: InboxSearch): number {
  const assignee = search.assignee !== undefined && searchOf[viewOf(search)].assignee !== search.assignee ? 1 : 0
  const due = viewOf(search) === 'due' ? 0 : (search.due?.length ?? 0)
  return narrowing.reduce((sum, kind) => sum + (search[kind]?.length ?? 0), assignee + due)
}

/** Reads the address; what it does not understand it leaves out. */
export function readInboxSearch(search: Readonly<Record<string, unknown>>): InboxSearch {
  const { state } = search
  return withoutEmpty({
    state: state === 'snoozed' || state === 'done' ? state : undefined,
    thread: readText(search['thread']),
    person: readText(search['person']),
    brand: readText(search['brand']),
    assignee: readText(search['assignee']),
    networks: readList(search['networks']),
    accounts: readList(search['accounts']),
    kinds: readList(search['kinds']).flatMap((name) => kinds.filter((kind) => kind === name)),
    meanings: readList(search['meanings']).flatMap((name) => meanings.filter((meaning) => meaning === name)),
    labels: readList(search['labels']),
    due: readList(search['due']).flatMap((name) => dues.filter((due) => due === name)),
    order: search['order'] === 'latest' ? 'latest' : undefined,
    text: readText(search['text']),
  })
}

function withoutEmpty(found: { readonly [Name in keyof InboxSearch]: InboxSearch[Name] | undefined }): InboxSearch {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value.length > 0))
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function readList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
}
