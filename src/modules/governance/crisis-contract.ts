import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

export const crisisRefusals = {
  ...commonRefusals,
  CRISIS_STANDS: { status: 409, message: 'There is a crisis already. Open it, or end it before you begin another.' },
  CRISIS_OVER: { status: 409, message: 'This crisis is over. What it held is decided in its list.' },
  SECOND_PERSON: { status: 403, message: 'You asked for this yourself. Somebody else who may publish has to agree.' },
  NOT_ASKED: { status: 409, message: 'Nobody asks for this any more. Reload to see how it stands.' },
  PLAYBOOK_CHANGED: { status: 409, message: 'Somebody saved the playbook after you opened it. Reload it and make your change again.' },
  UNKNOWN_STEP: { status: 404, message: 'This crisis has no such step. Reload its page.' },
} as const satisfies Record<string, RefusalKind>

const Answers = z.enum(['allowed', 'forbidden'])

/** Of one brand, or of all brands without one. A rehearsal is like a real one, but nothing is held and nothing taken down. */
export const Crisis = z.object({
  id: z.uuid(),
  brandId: z.uuid().optional(),
  rehearsal: z.boolean(),
  reason: z.string(),
  /** Whether members may answer in the inbox meanwhile. */
  answers: Answers,
  beganAt: Instant,
  beganBy: z.string(),
  endedAt: Instant.optional(),
  endedBy: z.string().optional(),
})
export type Crisis = z.output<typeof Crisis>

const Short = z.string().trim().max(120)
const Named = Short.min(1)

/** What people do in a crisis. */
export const PlaybookContent = z.object({
  answers: Answers,
  roles: z.array(z.object({ id: z.uuid(), name: Named, task: z.string().trim().max(500), memberId: z.uuid().optional() })).max(20),
  contacts: z.array(z.object({ id: z.uuid(), name: Named, reach: Short, purpose: z.string().trim().max(200) })).max(30),
  /** What may be said at once, by language: `en`, `zh-TW`. */
  statements: z
    .array(
      z.object({
        id: z.uuid(),
        title: Named,
        texts: z.array(z.object({ language: z.string().trim().min(2).max(35), text: z.string().trim().max(5000) })).max(10),
      }),
    )
    .max(20),
  steps: z
    .array(
      z.object({
        id: z.uuid(),
        text: z.string().trim().min(1).max(300),
        /** After the beginning. */
        withinMinutes: z.int().min(0).max(10_080),
        roleId: z.uuid().optional(),
      }),
    )
    .max(40),
  /** When the inbox is so unusual that somebody should look. It never begins a crisis by itself. */
  proposing: z.object({
    on: z.boolean(),
    /** This many times the usual messages of an hour. */
    times: z.number().min(1.5).max(50),
    /** This share of complaints among them, in per cent. */
    complaints: z.int().min(1).max(100),
    /** No second proposal within so many hours. */
    restHours: z.int().min(1).max(72),
  }),
})
export type PlaybookContent = z.output<typeof PlaybookContent>

/** Revision 0: nobody has kept one, this is what to begin with. `brandId` is absent where it is that of all brands without their own. */
export const CrisisPlaybook = z.object({ brandId: z.uuid().optional(), revision: z.int(), content: PlaybookContent })
export type CrisisPlaybook = z.output<typeof CrisisPlaybook>

export const LogEntry = z.object({
  id: z.uuid(),
  at: Instant,
  by: z.string(),
  kind: z.enum([
    'began',
    'ended',
    'step-done',
    'step-undone',
    'note',
    'urgent-asked',
    'urgent-confirmed',
    'urgent-withdrawn',
    'taken-down',
  ]),
  /** What it is about: the step, the note, the first line of the post, the campaign. */
  text: z.string().optional(),
})
export type LogEntry = z.output<typeof LogEntry>

/** A post that is to go out in spite of the crisis. */
export const Urgent = z.object({
  postId: z.uuid(),
  firstLine: z.string(),
  why: z.string(),
  askedAt: Instant,
  askedBy: z.string(),
  /** This caller may agree: somebody else asked. */
  mayConfirm: z.boolean(),
  confirmedAt: Instant.optional(),
  confirmedBy: z.string().optional(),
})
export type Urgent = z.output<typeof Urgent>

/** A campaign taken down in one action, and how that comes along on each network. `byHand`: the network lets nobody delete through its API. */
export const TakeDown = z.object({
  id: z.uuid(),
  campaignId: z.uuid(),
  name: z.string(),
  at: Instant,
  by: z.string(),
  networks: z.array(z.object({ network: z.string(), down: z.int(), going: z.int(), byHand: z.int(), troubled: z.int(), live: z.int() })),
})
export type TakeDown = z.output<typeof TakeDown>

/** What a rule of the inbox would have done meanwhile. */
export const HeldRule = z.object({
  ruleId: z.uuid(),
  name: z.string(),
  messages: z.int(),
  deeds: z.object({ label: z.int(), assign: z.int(), urgent: z.int(), alert: z.int(), hide: z.int(), finish: z.int() }).partial(),
  lastAt: Instant,
})
export type HeldRule = z.output<typeof HeldRule>

const OpenCrisis = Crisis.extend({
  playbook: PlaybookContent,
  steps: z.array(z.object({ id: z.uuid(), done: z.object({ at: Instant, by: z.string() }).optional() })),
  /** Names of members who have a role in it. */
  people: z.array(z.object({ memberId: z.uuid(), name: z.string() })),
  log: z.array(LogEntry),
  urgent: z.array(Urgent),
  takeDowns: z.array(TakeDown),
  heldRules: z.array(HeldRule),
})
export type OpenCrisis = z.output<typeof OpenCrisis>

/** The inbox of a brand in one hour, against what is usual. Shares are in per cent. */
export const Proposal = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  at: Instant,
  messages: z.int(),
  usualMessages: z.number(),
  complaints: z.int(),
  usualComplaints: z.int(),
})
export type Proposal = z.output<typeof Proposal>

const Which = z.object({ crisisId: z.uuid() })
const brandOrAll = { brandId: z.uuid().optional() }

export const crisis = {
  crisisNow: asks('workspace.read', 'reads', 'own')
    .route({ method: 'GET', path: '/crises/now', summary: 'The crises that stand in the workspace, for everybody to see' })
    .output(z.array(Crisis)),
  crises: asks('crisis.read', 'reads')
    .route({ method: 'GET', path: '/crises', summary: 'Crises and rehearsals of a brand, with those of all brands, the newest first' })
    .input(z.object({ brandId: z.uuid(), limit: z.coerce.number().int().min(1).max(100).default(20) }))
    .output(z.array(Crisis)),
  crisis: asks('crisis.read', 'reads')
    .route({ method: 'GET', path: '/crises/{crisisId}', summary: 'One crisis with its playbook, its log and what came of it' })
    .errors(crisisRefusals)
    .input(Which)
    .output(OpenCrisis),
  startCrisis: asks('crisis.switch', 'creates')
    .route({
      method: 'POST',
      path: '/crises',
      summary: 'Hold everything that goes out by itself, of one brand or of all; with `rehearsal` nothing is held',
    })
    .errors(crisisRefusals)
    .input(z.object({ ...brandOrAll, reason: z.string().trim().min(1).max(500), rehearsal: z.boolean().default(false) }))
    .output(Crisis),
  endCrisis: asks('crisis.switch', 'changes')
    .route({ method: 'POST', path: '/crises/{crisisId}/end', summary: 'End it: what was due until now waits for a decision' })
    .errors(crisisRefusals)
    .input(Which)
    .output(Crisis),
  tickCrisisStep: asks('inbox.work', 'changes')
    .route({ method: 'POST', path: '/crises/{crisisId}/steps/{stepId}', summary: 'Say that a step of the playbook is done, or not yet' })
    .errors(crisisRefusals)
    .input(Which.extend({ stepId: z.uuid(), done: z.boolean() }))
    .output(OpenCrisis),
  noteInCrisis: asks('inbox.work', 'creates')
    .route({ method: 'POST', path: '/crises/{crisisId}/notes', summary: 'Write something into the log' })
    .errors(crisisRefusals)
    .input(Which.extend({ text: z.string().trim().min(1).max(2000) }))
    .output(OpenCrisis),
  askUrgent: asks('posts.write', 'changes')
    .route({
      method: 'POST',
      path: '/crises/{crisisId}/urgent/{postId}',
      summary: 'Ask for a post to go out in spite of the crisis; a second person has to agree',
    })
    .errors(crisisRefusals)
    .input(Which.extend({ postId: z.uuid(), why: z.string().trim().min(1).max(500) }))
    .output(OpenCrisis),
  confirmUrgent: asks('posts.publish', 'changes')
    .route({
      method: 'POST',
      path: '/crises/{crisisId}/urgent/{postId}/confirm',
      summary: 'Agree, as a second person: it is published now',
    })
    .errors(crisisRefusals)
    .input(Which.extend({ postId: z.uuid() }))
    .output(OpenCrisis),
  withdrawUrgent: asks('posts.write', 'changes')
    .route({ method: 'DELETE', path: '/crises/{crisisId}/urgent/{postId}', summary: 'Ask for it no longer, or refuse it' })
    .errors(crisisRefusals)
    .input(Which.extend({ postId: z.uuid() }))
    .output(OpenCrisis),
  takeDownCampaign: asks('crisis.switch', 'creates')
    .route({ method: 'POST', path: '/crises/{crisisId}/take-downs', summary: 'Take down every live post of a campaign' })
    .errors(crisisRefusals)
    .input(Which.extend({ brandId: z.uuid(), campaignId: z.uuid() }))
    .output(OpenCrisis),
  crisisPlaybook: asks('crisis.read', 'reads')
    .route({ method: 'GET', path: '/crisis-playbook', summary: 'What people do in a crisis of a brand, or of all brands' })
    .input(z.object(brandOrAll))
    .output(CrisisPlaybook),
  keepCrisisPlaybook: asks('crisis.manage', 'changes')
    .route({ method: 'PUT', path: '/crisis-playbook', summary: 'Say what people do in a crisis' })
    .errors(crisisRefusals)
    .input(z.object({ ...brandOrAll, revision: z.int().min(0), content: PlaybookContent }))
    .output(CrisisPlaybook),
  crisisProposals: asks('crisis.read', 'reads')
    .route({ method: 'GET', path: '/crisis-proposals', summary: 'Where the inbox of a brand is so unusual that somebody should look' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Proposal)),
  dismissCrisisProposal: asks('crisis.switch', 'changes')
    .route({ method: 'POST', path: '/crisis-proposals/{proposalId}/dismiss', summary: 'It is no crisis' })
    .errors(crisisRefusals)
    .input(z.object({ proposalId: z.uuid() }))
    .output(z.object({ dismissed: z.literal(true) })),
}
