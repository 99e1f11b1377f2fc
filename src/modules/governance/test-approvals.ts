import { testClock } from '#kit/clock'
import { openMail } from '#kit/mail'
import { testSecretKey } from '#testing/teams'
import type { TestMember } from '#testing/workspace'

import { heldPosts } from '../publishing/reviewed-posts.ts'
import { schedulePost } from '../publishing/schedule-post.ts'
import { shownPosts } from '../publishing/shown-posts.ts'
import { type World, world } from '../publishing/test-world.ts'
import { approvals } from './approvals/approvals.ts'
import { decideAsMember } from './approvals/decide-as-member.ts'
import { addGuestLink } from './approvals/guest-links.ts'
import { addGuest } from './approvals/guests.ts'
import { addWorkflow, type WorkflowInput } from './approvals/keep-workflow.ts'
import { approvalOfPost } from './approvals/read-approval.ts'
import type { ApprovalDetail, Step, Workflow } from './contract.ts'
import type { ApprovalsNeeds } from './needs.ts'

/** Publishing with a network that works, and everything that stands before it. Time is the database's for what goes out, `clock` for what people decide. */
export class Governed implements AsyncDisposable {
  readonly here: World
  readonly clock = testClock('2026-11-30T03:00:00Z')
  readonly notices: { kind: string; key: string; members: readonly string[] }[] = []
  readonly sent: { name: string; payload: unknown }[] = []
  readonly needs: ApprovalsNeeds

  constructor(here: World) {
    this.here = here
    const { db, events } = here.needs
    const signing = { clock: this.clock, secretKey: testSecretKey, publicUrl: 'https://hearth.tea.example' }
    this.needs = {
      db,
      events,
      ...signing,
      mail: openMail({ from: 'Hearth <hearth@tea.example>' }),
      jobs: { send: async (_, { name }, { payload }) => void this.sent.push({ name, payload }) },
      notify: async (_, { kind, key, members = [] }) => void this.notices.push({ kind, key, members }),
      posts: { ...heldPosts(here.needs), ...shownPosts(here.needs, signing) },
    }
    here.use({ approvals: approvals(this.needs) })
  }

  get brand() {
    return { workspaceId: this.here.at.workspaceId, brandId: this.here.at.brandId }
  }

  workflow(steps: readonly Partial<Step>[], more: Partial<WorkflowInput> = {}): Promise<Workflow> {
    const wanted = {
      name: 'Two pairs of eyes',
      accountIds: [],
      labelIds: [],
      posts: true,
      answers: false,
      skipRoles: [],
      skipMembers: [],
      active: true,
    }
    return addWorkflow(this.needs, this.here.at.owner.call('governance.addWorkflow'), {
      brandId: this.here.at.brandId,
      ...wanted,
      steps: steps.map((step) => ({
        name: '',
        members: [],
        roles: [],
        guests: [],
        needs: 'any',
        atDeadline: 'hold',
        escalateTo: [],
        ...step,
      })),
      ...more,
    })
  }

  /** A client with a link of their own. */
  async client({ calendar }: { readonly calendar?: { readonly accountIds: string[] } } = {}) {
    const { owner, brandId } = this.here.at
    const guest = await addGuest(this.needs, owner.call('governance.addGuest'), {
      brandId,
      name: 'Lin Mei',
      email: 'mei@client.example',
      language: 'zh-TW',
      ...(calendar ? { calendar } : {}),
    })
    const link = await addGuestLink(this.needs, owner.call('governance.addGuestLink'), { guestId: guest.id, days: 30, mail: false })
    return { guest, link, token: link.url.slice(link.url.lastIndexOf('/') + 1), ip: '192.0.2.7' }
  }

  async of(post: { readonly id: string }): Promise<ApprovalDetail> {
    const { memberId: id } = this.here.at.owner
    const { approval } = await approvalOfPost(this.needs, this.needs.db, {
      workspaceId: this.here.at.workspaceId,
      postId: post.id,
      viewer: { kind: 'member', id, role: 'owner' },
    })
    if (!approval) throw new Error('Nobody was asked about this post.')
    return approval
  }

  async decide(
    post: { readonly id: string },
    by: TestMember,
    verdict: 'approved' | 'refused',
    more: { text?: string; inPlace?: boolean } = {},
  ) {
    const { id: approvalId, version } = await this.of(post)
    return decideAsMember(this.needs, by.call('governance.decideApproval'), {
      approvalId,
      version,
      verdict,
      text: '',
      inPlace: false,
      ...more,
    })
  }

  /** What is to be due is due, and whoever would send it has looked. */
  async looked(): Promise<string[]> {
    const worker = this.here.worker()
    await worker.stop()
    return this.here.server.texts()
  }

  schedule(post: { readonly id: string; readonly revision: number }, by: TestMember, { skipApproval = false } = {}) {
    const asked = { postId: post.id, revision: post.revision, when: { kind: 'now' } as const, skipApproval }
    return schedulePost(this.here.needs, by.call('publishing.schedule'), asked)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.here[Symbol.asyncDispose]()
  }
}

export async function governed(): Promise<Governed> {
  return new Governed(await world({ proof: 'token' }))
}
