import { type Written, writtenOf } from '#contract/brand-rules'
import type { Tx } from '#kit/database'
import { findingsIn, holdToRules, type Sender } from '#modules/governance'
import type { Network, PostContent, SettingField } from '#networks/network'

import type { ContentInput } from './contract.ts'
import type { AccountFacts, PublishingNeeds } from './needs.ts'
import { type MediaById, toPostContent } from './post-content.ts'

interface Spoken {
  readonly workspaceId: string
  readonly brandId: string
  /** A post, a kept one, or an answer. */
  readonly subject: { readonly kind: string; readonly id: string }
  readonly labelIds: readonly string[]
  readonly sender: Sender
}

/** What a post says on each of its accounts. */
interface Said {
  readonly content: ContentInput
  readonly media: MediaById
  readonly accounts: readonly AccountFacts[]
}

type Needs = Pick<PublishingNeeds, 'network'>

/** Refuses a post that is against a rule of its brand, in whichever of the networks’ versions; a warning waits for whoever sends. */
export function holdPost(tx: Tx, needs: Needs, { content, media, accounts, ...spoken }: Spoken & Said): Promise<void> {
  return holdContents(tx, { ...spoken, versions: versionsOf(needs, { content, media, accounts }) })
}

/** The same of what goes out to accounts as it stands. */
export function holdContents(tx: Tx, { versions, labelIds, ...spoken }: Spoken & { versions: readonly Version[] }): Promise<void> {
  return holdToRules(tx, { ...spoken, versions: writtenIn(versions, labelIds) })
}

/** The rules that keep a post from going out by itself, by name. */
export async function blockedBy(
  tx: Tx,
  needs: Needs,
  { content, media, accounts, ...of }: Said & { workspaceId: string; brandId: string },
): Promise<readonly string[]> {
  const found = await findingsIn(tx, { ...of, versions: writtenIn(versionsOf(needs, { content, media, accounts }), []) })
  return [...new Set(found.filter(({ severity }) => severity === 'block').map(({ name }) => name))]
}

interface Version {
  readonly shown: PostContent
  readonly network: Network | undefined
  readonly account: Pick<AccountFacts, 'limits'>
}

function versionsOf({ network }: Needs, { content, media, accounts }: Said): readonly Version[] {
  return accounts.flatMap((account) => {
    const shown = toPostContent(content, { network: account.network, media })
    return shown ? [{ shown, network: network(account.network), account }] : []
  })
}

/** Each once that reads the same to rules. */
function writtenIn(versions: readonly Version[], labelIds: readonly string[]): readonly Written[] {
  const written = versions.map(({ shown, network, account }) => {
    const fields = network?.rulesFor(account.limits).settings ?? []
    return writtenOf(shown, { where: shown.answers ? 'answers' : 'posts', labelIds, texts: textsIn(shown, fields) })
  })
  return [...new Map(written.map((each) => [JSON.stringify(each), each])).values()]
}

/** A title, a first comment: what people read besides the text. */
function textsIn({ settings }: PostContent, fields: readonly SettingField[]): readonly string[] {
  return fields.flatMap(({ kind, name }) => {
    const value = settings[name]
    return kind === 'text' && typeof value === 'string' && value !== '' ? [value] : []
  })
}
