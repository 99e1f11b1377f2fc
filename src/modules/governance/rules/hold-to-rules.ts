import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Acting, writeAudit } from '#modules/teams'

import { type Confirmed, type RuleFinding, voiceRefusals } from '../rules-contract.ts'
import { type BrandRuleRow, rulesOf, toRule } from './brand-rules.ts'
import { checkWritten, type Found, readyRules, type Written } from './check-contract.ts'

export interface Held {
  readonly workspaceId: string
  readonly brandId: string
  /** What is about to go out, as it reads in each place. */
  readonly versions: readonly Written[]
}

/** Who lets it go out, and which warnings they have seen. `system`: what a member kept or planned before; only what blocks holds it up. */
export type Sender = { readonly acting: Acting; readonly confirmed: Confirmed } | 'system'

/**
 * Refuses what is against a rule of the brand: what blocks always, what warns until a member has confirmed it, which is kept
 * with the post or answer and written into the audit log. Asked wherever a text is let out, inside its transaction.
 */
export async function holdToRules(
  tx: Tx,
  held: Held & { readonly subject: { readonly kind: string; readonly id: string }; readonly sender: Sender },
): Promise<void> {
  const findings = await findingsIn(tx, held)
  const blocking = findings.filter(({ severity }) => severity === 'block')
  if (blocking.length > 0) throw refuse(voiceRefusals, 'AGAINST_RULES', { findings: blocking })
  const { sender } = held
  const warnings = findings.filter(({ severity }) => severity === 'warn')
  if (sender === 'system' || warnings.length === 0) return
  const fresh = await unconfirmed(tx, { ...held, warnings })
  const open = fresh.filter((finding) => !isConfirmed(finding, sender.confirmed))
  if (open.length > 0) throw refuse(voiceRefusals, 'CONFIRM_RULES', { findings: open })
  await keepConfirmed(tx, { ...held, ...sender, findings: fresh })
}

/** Everything that the brand's rules find, each once, however many networks it reads the same on. */
export async function findingsIn(db: Db, { workspaceId, brandId, versions }: Held): Promise<RuleFinding[]> {
  const rows = (await rulesOf(db, { workspaceId, brandId })).filter(({ is_on }) => is_on)
  if (rows.length === 0) return []
  const ready = readyRules(rows.map(toRule))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const said = versions
    .flatMap((version) => checkWritten(ready, version))
    .flatMap((found) => {
      const rule = byId.get(found.ruleId)
      return rule ? [toFinding(rule, found)] : []
    })
  return [...new Map(said.map((finding) => [JSON.stringify(finding), finding])).values()]
}

function toFinding({ name, severity, reason, advice, looks_for: { kind } }: BrandRuleRow, { ruleId, part, ...found }: Found): RuleFinding {
  const { media, words, say, count } = found
  return {
    ruleId,
    kind,
    name,
    severity,
    reason,
    advice,
    part,
    ...(media === undefined ? {} : { media }),
    ...(words === undefined ? {} : { words }),
    ...(say === undefined ? {} : { say }),
    ...(count === undefined ? {} : { count }),
  }
}

const keyOf = ({ ruleId, words = '' }: Pick<RuleFinding, 'ruleId' | 'words'>) => `${ruleId} ${words.toLowerCase()}`

async function unconfirmed(
  tx: Tx,
  { workspaceId, subject, warnings }: Pick<Held, 'workspaceId'> & { subject: { id: string }; warnings: readonly RuleFinding[] },
): Promise<RuleFinding[]> {
  const rows = await tx
    .selectFrom('governance.confirmed_finding')
    .select(['rule_id as ruleId', 'words'])
    .where('workspace_id', '=', workspaceId)
    .where('subject_id', '=', subject.id)
    .execute()
  const known = new Set(rows.map(keyOf))
  return warnings.filter((finding) => !known.has(keyOf(finding)))
}

/** A claim is confirmed by saying where its proof is. */
function isConfirmed({ ruleId, kind }: RuleFinding, confirmed: Confirmed): boolean {
  return confirmed.some((each) => each.ruleId === ruleId && (kind !== 'claim' || each.note !== ''))
}

interface Keeping {
  readonly workspaceId: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly acting: Acting
  readonly confirmed: Confirmed
  readonly findings: readonly RuleFinding[]
}

async function keepConfirmed(tx: Tx, { workspaceId, subject, acting, confirmed, findings }: Keeping): Promise<void> {
  for (const finding of new Map(findings.map((each) => [keyOf(each), each])).values()) {
    const { ruleId, name: rule, words = '' } = finding
    const note = confirmed.find((each) => each.ruleId === ruleId)?.note ?? ''
    await tx
      .insertInto('governance.confirmed_finding')
      .values({
        workspace_id: workspaceId,
        subject_id: subject.id,
        rule_id: ruleId,
        words: words.toLowerCase(),
        note,
        member_id: acting.memberId,
        member_name: acting.name,
      })
      .execute()
    await writeAudit(tx, { workspaceId, actor: acting, action: 'governance.confirmRule', subject, detail: { rule, words, note } })
  }
}
