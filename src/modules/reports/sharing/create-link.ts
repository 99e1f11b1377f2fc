import { randomUUID } from 'node:crypto'

import { refuse } from '#kit/errors'
import { type Call, change, hashPassword, watching } from '#modules/teams'

import { type ReportLink, reportsRefusals } from '../contract.ts'
import { contentOf } from '../runs.ts'
import { seen } from '../seen.ts'
import { hashOfSecret, linkSecret } from './link-secret.ts'
import { type LinkNeeds, toLink, withUrl } from './links.ts'

interface Wanted {
  readonly runId: string
  readonly days?: number | undefined
  readonly password?: string | undefined
}

/** An address under which others see a run, for some days or with a password. Neither address nor password is stored. */
export async function createLink(needs: LinkNeeds, call: Call, { runId, days, password }: Wanted): Promise<ReportLink> {
  const { db, clock, secretKey } = needs
  const { workspaceId } = call.acting
  await contentOf(db, { workspaceId, runId })
  const passwordHash = password === undefined ? null : await hashPassword(password)
  // What is kept of the call for a repeated one must not tell the password either.
  const quiet = { ...call, input: { runId, days, password: password !== undefined } }
  const link = await change(db, quiet, async (tx) => {
    const id = randomUUID()
    const row = await tx
      .insertInto('reports.link')
      .values({
        workspace_id: workspaceId,
        id,
        run_id: runId,
        token_hash: hashOfSecret(linkSecret(secretKey, id)),
        password_hash: passwordHash,
        expires_at: days === undefined ? null : new Date(clock.now().add({ hours: days * 24 }).epochMilliseconds),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return {
      value: toLink(row),
      subject: { kind: 'report-run', id: runId },
      detail: { linkId: id, password: password !== undefined, ...(days === undefined ? {} : { days }) },
      topics: ['reports'],
    }
  })
  return withUrl(needs, link)
}

/** From now on the link opens nothing. */
export function revokeLink({ db }: Pick<LinkNeeds, 'db'>, call: Call, { linkId }: { linkId: string }): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.link(workspaceId, linkId)), async (tx) => {
    const row = await tx
      .deleteFrom('reports.link')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', linkId)
      .returning('run_id')
      .executeTakeFirst()
    if (!row) throw refuse(reportsRefusals, 'NOT_FOUND')
    return { value: { removed: true as const }, subject: { kind: 'report-run', id: row.run_id }, detail: { linkId }, topics: ['reports'] }
  })
}
