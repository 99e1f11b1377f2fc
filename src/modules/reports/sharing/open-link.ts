import { sql } from 'kysely'

import { refuse } from '#kit/errors'
import { countTry, forgetTries, passwordMatches } from '#modules/teams'

import { linkRefusals, type ReportRun } from '../contract.ts'
import { fileOf } from '../document-of-run.ts'
import { hashOfSecret } from './link-secret.ts'
import type { LinkNeeds } from './links.ts'

interface Asked {
  readonly token: string
  readonly password?: string | undefined
  /** The caller's address: nobody can use up another's tries. */
  readonly ip: string
}

type OpenNeeds = Pick<LinkNeeds, 'db' | 'clock'>

/** The run that a link shows. The link is the proof: nobody is signed in here. */
export async function openLink(needs: OpenNeeds, asked: Asked): Promise<{ content: ReportRun; expiresAt?: string }> {
  const link = await findLink(needs, asked)
  await needs.db
    .updateTable('reports.link')
    .set({ opened: sql<number>`opened + 1` })
    .where('workspace_id', '=', link.workspace_id)
    .where('id', '=', link.id)
    .execute()
  return { content: link.content, ...(link.expires_at === null ? {} : { expiresAt: link.expires_at.toISOString() }) }
}

export async function pdfOfLink(needs: OpenNeeds, asked: Asked): Promise<File> {
  const { content } = await findLink(needs, asked)
  return fileOf(content, 'pdf')
}

/** One that never was, one that expired and one that was taken back are all the same to whoever asks. */
async function findLink({ db, clock }: OpenNeeds, { token, password, ip }: Asked) {
  const link = await db
    .selectFrom('reports.link as link')
    .innerJoin('reports.run as run', (join) => join.onRef('run.workspace_id', '=', 'link.workspace_id').onRef('run.id', '=', 'link.run_id'))
    .select(['link.workspace_id', 'link.id', 'link.password_hash', 'link.expires_at', 'run.content'])
    .where('link.token_hash', '=', hashOfSecret(token))
    .executeTakeFirst()
  const over = link?.expires_at && link.expires_at.getTime() <= clock.now().epochMilliseconds
  if (!link?.content || over) throw refuse(linkRefusals, 'LINK_OVER')
  if (link.password_hash !== null) await checkPassword({ id: link.id, hash: link.password_hash }, { db, password, ip })
  return { ...link, content: link.content }
}

interface Given extends Pick<OpenNeeds, 'db'> {
  readonly password: string | undefined
  readonly ip: string
}

async function checkPassword({ id, hash }: { id: string; hash: string }, { db, password, ip }: Given): Promise<void> {
  if (password === undefined) throw refuse(linkRefusals, 'PASSWORD_NEEDED')
  const tries = `report-link ${ip} ${id}`
  await countTry(db, tries)
  if (!(await passwordMatches(hash, password))) throw refuse(linkRefusals, 'WRONG_LINK_PASSWORD')
  await forgetTries(db, tries)
}
