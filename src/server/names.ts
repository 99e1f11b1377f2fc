import { connectionsNames } from '#modules/connections'
import { governanceNames } from '#modules/governance'
import { inboxNames } from '#modules/inbox'
import { linkNames } from '#modules/links'
import { mediaNames } from '#modules/media'
import { strategyNames } from '#modules/strategy'
import { type NameFinders, teamsNames } from '#modules/teams'

/** Every field of what the audit log tells that names something by its id. */
export const nameFinders: NameFinders = {
  ...teamsNames,
  ...connectionsNames,
  ...mediaNames,
  ...linkNames,
  ...strategyNames,
  ...governanceNames,
  ...inboxNames,
}
