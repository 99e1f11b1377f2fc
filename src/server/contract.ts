import { analytics } from '#contract/analytics'
import { connections } from '#contract/connections'
import { demo } from '#contract/demo'
import { governance } from '#contract/governance'
import { inbox } from '#contract/inbox'
import { links } from '#contract/links'
import { media } from '#contract/media'
import { notifications } from '#contract/notifications'
import { publishing } from '#contract/publishing'
import { reports } from '#contract/reports'
import { signIn } from '#contract/sign-in'
import { strategy } from '#contract/strategy'
import { teams } from '#contract/teams'

/** The whole API: what the server implements and every client calls. */
export const contract = {
  teams,
  signIn,
  notifications,
  connections,
  media,
  links,
  strategy,
  governance,
  publishing,
  inbox,
  analytics,
  reports,
  demo,
}
