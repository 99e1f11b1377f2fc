import { sql } from 'kysely'

/**
 * Whether the person of the rows that a query calls `login` and `member` has more than a password: an app for codes, a passkey, or the
 * workspace's own provider, which asks for what its owner finds enough.
 */
export const hasSecondFactor = sql<boolean>`(login.two_factor_enabled
  or exists (select from teams.passkey where passkey.login_id = login.id)
  or exists (
    select from teams.sso_person join teams.sso using (workspace_id, issuer)
    where sso_person.login_id = login.id and sso_person.workspace_id = member.workspace_id))`
