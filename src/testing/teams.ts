import { systemClock } from '#kit/clock'
import type { Db, Tx } from '#kit/database'
import { guardedFetch } from '#kit/http'
import { openMail } from '#kit/mail'
import { openVault } from '#kit/vault'
import { accountPlaces, connectionsNames } from '#modules/connections'
import { type TeamsNeeds, teamsNames } from '#modules/teams'

export const testSecretKey = new Uint8Array(32).fill(7)

/** What the procedures of teams work with, on a real database; jobs and events are collected instead of done. */
export function teamsNeeds(db: Db, more: Partial<TeamsNeeds> = {}): TeamsNeeds & { readonly sent: Sent[] } {
  const sent: Sent[] = []
  return {
    db,
    clock: systemClock,
    secretKey: testSecretKey,
    publicUrl: 'http://localhost:4600',
    vault: openVault({ keys: [{ id: 'test', key: testSecretKey }] }),
    fetch: () => guardedFetch(),
    mail: openMail({ from: 'Hearth <hearth@tea.example>' }),
    jobs: { send: async (_db: Db | Tx, job, { payload }) => void sent.push({ name: job.name, payload }) },
    events: { emit: async (_db: Db | Tx, event, payload) => void sent.push({ name: event.name, payload }), isHeard: () => true },
    accountPlaces: accountPlaces.accountId,
    nameFinders: { ...teamsNames, ...connectionsNames },
    isBrandInUse: async () => false,
    ...more,
    sent,
  }
}

export interface Sent {
  readonly name: string
  readonly payload: unknown
}
