import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'

import { isOwnPath } from '#contract/own-path'

import type { AnalyticsSearch } from '../analytics/analytics-search.ts'
import { api, queries } from '../api.ts'
import { refusalOf } from '../errors/refusal.ts'
import { readApprovalsSearch } from '../governance/approvals/approvals-search.ts'
import { readInboxSearch } from '../inbox/inbox-search.ts'
import { readMeasuresSearch } from '../inbox/measures/measures-search.ts'
import { readPeopleSearch } from '../inbox/people/people-search.ts'
import { readLibrarySearch } from '../library/library-search.ts'
import { readConversionsSearch } from '../links/conversions/conversions-search.ts'
import { readLinksSearch } from '../links/links-search.ts'
import { readReturnSearch } from '../links/return/return-search.ts'
import { readCalendarSearch } from '../publishing/calendar/calendar-search.ts'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { chosenWorkspace, forgetWorkspace } from '../workspace.ts'
import { Frame } from './frame.tsx'
import { NotFound, ScreenBroke } from './lost.tsx'
import { PostRoute } from './post-route.tsx'

interface AnyWhereSearch {
  /** The composer over the screen: a post's id, or `new`. */
  write?: string | undefined
  /** When a new post should go out, in the brand's zone. */
  start?: string | undefined
}

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  validateSearch: ({ write, start }: Record<string, unknown>): AnyWhereSearch => ({
    ...(typeof write === 'string' ? { write } : {}),
    ...(typeof start === 'string' ? { start } : {}),
  }),
})

/** Everything for signed-in members: asks once who they are, and leads strangers to the door. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Frame,
  beforeLoad: async ({ location }) => {
    try {
      await whoIsThere()
    } catch (error) {
      const search = location.pathname === '/' ? {} : { next: location.href }
      if (refusalOf(error)?.code === 'TWO_FACTORS_FIRST') redirect({ to: '/two-factors', search, throw: true })
      if (refusalOf(error)?.status !== 401) throw error
      const { needed } = await queries.fetchQuery(api.teams.setupStatus.queryOptions())
      if (needed) redirect({ to: '/set-up', throw: true })
      redirect({ to: '/sign-in', search, throw: true })
    }
  },
})

/** A workspace that is gone, or that one was removed from, is not on screen any more: the first one is. */
async function whoIsThere(): Promise<void> {
  try {
    await askWho()
  } catch (error) {
    if (refusalOf(error)?.status !== 401 || chosenWorkspace() === undefined) throw error
    forgetWorkspace()
    await askWho()
  }
}

const askWho = () => queries.ensureQueryData(api.teams.me.queryOptions())

const today = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('../publishing/today/today-page.tsx'), 'TodayPage'),
})
const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/calendar',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('../publishing/calendar/calendar-page.tsx'), 'CalendarPage'),
})
const evergreen = createRoute({
  getParentRoute: () => inside,
  path: '/calendar/evergreen',
  component: lazyRouteComponent(() => import('../publishing/evergreen/evergreen-page.tsx'), 'EvergreenPage'),
})
const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('../inbox/inbox-page.tsx'), 'InboxPage'),
})
const inboxMeasures = createRoute({
  getParentRoute: () => inside,
  path: '/inbox/measures',
  validateSearch: readMeasuresSearch,
  component: lazyRouteComponent(() => import('../inbox/measures/measures-page.tsx'), 'MeasuresPage'),
})
const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import('../inbox/people/people-page.tsx'), 'PeoplePage'),
})
const conversions = createRoute({
  getParentRoute: () => inside,
  path: '/links/conversions',
  validateSearch: readConversionsSearch,
  component: lazyRouteComponent(() => import('../links/conversions/conversions-page.tsx'), 'ConversionsPage'),
})
const conversionSite = createRoute({
  getParentRoute: () => inside,
  path: '/links/conversions/sites/$siteId',
  component: lazyRouteComponent(() => import('../links/conversions/site-page.tsx'), 'SitePage'),
})
const returnOnCosts = createRoute({
  getParentRoute: () => inside,
  path: '/links/return',
  validateSearch: readReturnSearch,
  component: lazyRouteComponent(() => import('../links/return/return-page.tsx'), 'ReturnPage'),
})
const approvals = createRoute({
  getParentRoute: () => inside,
  path: '/approvals',
  validateSearch: readApprovalsSearch,
  component: lazyRouteComponent(() => import('../governance/approvals/approvals-page.tsx'), 'ApprovalsPage'),
})
const approval = createRoute({
  getParentRoute: () => inside,
  path: '/approvals/$approvalId',
  component: lazyRouteComponent(() => import('../governance/approvals/approval-page.tsx'), 'ApprovalPage'),
})
const library = createRoute({
  getParentRoute: () => inside,
  path: '/library',
  validateSearch: readLibrarySearch,
  component: lazyRouteComponent(() => import('../library/library-page.tsx'), 'LibraryPage'),
})
/** Its pages share one address, so that what is chosen on one stays chosen on the next. It is read where it is used (`useView`): reading it takes more than all of this. */
const analytics = createRoute({
  getParentRoute: () => inside,
  path: '/analytics',
  component: Outlet,
  validateSearch: (search: AnalyticsSearch): AnalyticsSearch => search,
})
const bringAnalytics = () => import('../analytics/pages.ts')
const analyticsPages = [
  createRoute({ getParentRoute: () => analytics, path: '/', component: lazyRouteComponent(bringAnalytics, 'OverviewPage') }),
  createRoute({ getParentRoute: () => analytics, path: 'posts', component: lazyRouteComponent(bringAnalytics, 'PostsPage') }),
  createRoute({
    getParentRoute: () => analytics,
    path: 'posts/$measuredId',
    component: lazyRouteComponent(bringAnalytics, 'MeasuredPostPage'),
  }),
  createRoute({ getParentRoute: () => analytics, path: 'of/$by/$key', component: lazyRouteComponent(bringAnalytics, 'OfPage') }),
  createRoute({ getParentRoute: () => analytics, path: 'by', component: lazyRouteComponent(bringAnalytics, 'ByPage') }),
  createRoute({ getParentRoute: () => analytics, path: 'compare', component: lazyRouteComponent(bringAnalytics, 'ComparePage') }),
  createRoute({ getParentRoute: () => analytics, path: 'times', component: lazyRouteComponent(bringAnalytics, 'TimesPage') }),
  createRoute({ getParentRoute: () => analytics, path: 'audience', component: lazyRouteComponent(bringAnalytics, 'AudiencePage') }),
  createRoute({
    getParentRoute: () => analytics,
    path: 'reports',
    component: lazyRouteComponent(() => import('../reports/reports-page.tsx'), 'ReportsPage'),
  }),
  createRoute({
    getParentRoute: () => analytics,
    path: 'reports/$reportId',
    component: lazyRouteComponent(() => import('../reports/report-page.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: () => analytics,
    path: 'reports/runs/$runId',
    component: lazyRouteComponent(() => import('../reports/run-page.tsx'), 'RunPage'),
  }),
] as const

const links = createRoute({
  getParentRoute: () => inside,
  path: '/links',
  validateSearch: readLinksSearch,
  component: lazyRouteComponent(() => import('../links/links-page.tsx'), 'LinksPage'),
})
const crisis = createRoute({
  getParentRoute: () => inside,
  path: '/crisis',
  component: lazyRouteComponent(() => import('../governance/crisis/crisis-page.tsx'), 'CrisisPage'),
})
const crisisPlaybook = createRoute({
  getParentRoute: () => inside,
  path: '/crisis/playbook',
  component: lazyRouteComponent(() => import('../governance/crisis/playbook-page.tsx'), 'CrisisPlaybookPage'),
})
const oneCrisis = createRoute({
  getParentRoute: () => inside,
  path: '/crisis/$crisisId',
  component: lazyRouteComponent(() => import('../governance/crisis/one-crisis-route.tsx'), 'OneCrisisRoute'),
})
const post = createRoute({ getParentRoute: () => inside, path: '/posts/$postId', component: PostRoute })

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/settings-layout.tsx'), 'SettingsLayout'),
})
const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('../settings/settings-index.tsx'), 'SettingsIndex'),
})
const accounts = createRoute({
  getParentRoute: () => settings,
  path: 'accounts',
  component: lazyRouteComponent(() => import('../connections/accounts-page.tsx'), 'AccountsPage'),
})
const account = createRoute({
  getParentRoute: () => settings,
  path: 'accounts/$accountId',
  component: lazyRouteComponent(() => import('../connections/account-page.tsx'), 'AccountPage'),
})
const members = createRoute({
  getParentRoute: () => settings,
  path: 'members',
  component: lazyRouteComponent(() => import('../teams/members-page.tsx'), 'MembersPage'),
})
const brand = createRoute({
  getParentRoute: () => settings,
  path: 'brand',
  component: lazyRouteComponent(() => import('../teams/brand-page.tsx'), 'BrandPage'),
})
const campaigns = createRoute({
  getParentRoute: () => settings,
  path: 'campaigns',
  component: lazyRouteComponent(() => import('../strategy/campaigns-page.tsx'), 'CampaignsPage'),
})
const workflows = createRoute({
  getParentRoute: () => settings,
  path: 'approvals',
  component: lazyRouteComponent(() => import('../governance/approvals/workflows-page.tsx'), 'WorkflowsPage'),
})
const linkSettings = createRoute({
  getParentRoute: () => settings,
  path: 'links',
  component: lazyRouteComponent(() => import('../links/link-settings-page.tsx'), 'LinkSettingsPage'),
})
const voice = createRoute({
  getParentRoute: () => settings,
  path: 'voice',
  component: lazyRouteComponent(() => import('../governance/rules/voice-page.tsx'), 'VoicePage'),
})
const savedAnswers = createRoute({
  getParentRoute: () => settings,
  path: 'saved-answers',
  component: lazyRouteComponent(() => import('../inbox/saved/saved-page.tsx'), 'SavedPage'),
})
const rules = createRoute({
  getParentRoute: () => settings,
  path: 'rules',
  component: lazyRouteComponent(() => import('../inbox/rules/rules-page.tsx'), 'RulesPage'),
})
const deadlines = createRoute({
  getParentRoute: () => settings,
  path: 'deadlines',
  component: lazyRouteComponent(() => import('../inbox/deadlines/care-page.tsx'), 'CarePage'),
})
const announcing = createRoute({
  getParentRoute: () => settings,
  path: 'announcing',
  component: lazyRouteComponent(() => import('../analytics/announcing/announcing-page.tsx'), 'AnnouncingPage'),
})
const personFields = createRoute({
  getParentRoute: () => settings,
  path: 'person-fields',
  component: lazyRouteComponent(() => import('../inbox/people/fields-page.tsx'), 'FieldsPage'),
})
const playbooks = createRoute({
  getParentRoute: () => settings,
  path: 'playbooks',
  component: lazyRouteComponent(() => import('../inbox/playbooks/playbooks-page.tsx'), 'PlaybooksPage'),
})
const training = createRoute({
  getParentRoute: () => settings,
  path: 'training',
  component: lazyRouteComponent(() => import('../governance/training/training-page.tsx'), 'TrainingPage'),
})
const trainingDocument = createRoute({
  getParentRoute: () => settings,
  path: 'training/$documentId',
  component: lazyRouteComponent(() => import('../governance/training/document-page.tsx'), 'DocumentPage'),
})
const workspace = createRoute({
  getParentRoute: () => settings,
  path: 'workspace',
  component: lazyRouteComponent(() => import('../teams/workspace-page.tsx'), 'WorkspacePage'),
})
const workspaceSignIn = createRoute({
  getParentRoute: () => settings,
  path: 'workspace-sign-in',
  component: lazyRouteComponent(() => import('../teams/sign-in/workspace-sign-in-page.tsx'), 'WorkspaceSignInPage'),
})
const mySignIn = createRoute({
  getParentRoute: () => settings,
  path: 'sign-in',
  component: lazyRouteComponent(() => import('../teams/sign-in/my-sign-in-page.tsx'), 'MySignInPage'),
})
const profile = createRoute({
  getParentRoute: () => settings,
  path: 'profile',
  component: lazyRouteComponent(() => import('../teams/profile-page.tsx'), 'ProfilePage'),
})
const notificationSettings = createRoute({
  getParentRoute: () => settings,
  path: 'notifications',
  component: lazyRouteComponent(() => import('../notifications/choices/choices-page.tsx'), 'ChoicesPage'),
})
const hooks = createRoute({
  getParentRoute: () => settings,
  path: 'hooks',
  component: lazyRouteComponent(() => import('../notifications/hooks/hooks-page.tsx'), 'HooksPage'),
})
const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: 'api-keys',
  component: lazyRouteComponent(() => import('../teams/api-keys-page.tsx'), 'ApiKeysPage'),
})
const audit = createRoute({
  getParentRoute: () => settings,
  path: 'audit',
  component: lazyRouteComponent(() => import('../teams/audit/audit-page.tsx'), 'AuditPage'),
})
const about = createRoute({
  getParentRoute: () => settings,
  path: 'about',
  component: lazyRouteComponent(() => import('../settings/about-page.tsx'), 'AboutPage'),
})
const confirmEmail = createRoute({
  getParentRoute: () => inside,
  path: '/confirm-email/$token',
  component: lazyRouteComponent(() => import('../teams/sign-in/confirm-email-page.tsx'), 'ConfirmEmailPage'),
})
const comingBack = createRoute({
  getParentRoute: () => inside,
  path: '/oauth/$network/callback',
  component: lazyRouteComponent(() => import('../connections/coming-back-page.tsx'), 'ComingBackPage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ trouble, ...search }: Record<string, unknown>): NextSearch & { trouble?: string } => ({
    ...readNext(search),
    ...(typeof trouble === 'string' ? { trouble } : {}),
  }),
  component: lazyRouteComponent(() => import('../teams/sign-in-page.tsx'), 'SignInPage'),
})
const secondStep = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/code',
  validateSearch: readNext,
  component: lazyRouteComponent(() => import('../teams/sign-in/second-step-page.tsx'), 'SecondStepPage'),
})
const twoFactorsFirst = createRoute({
  getParentRoute: () => root,
  path: '/two-factors',
  validateSearch: readNext,
  component: lazyRouteComponent(() => import('../teams/sign-in/two-factors-first-page.tsx'), 'TwoFactorsFirstPage'),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('../teams/set-up-page.tsx'), 'SetUpPage'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../teams/invitation-page.tsx'), 'InvitationPage'),
})
const linkedReport = createRoute({
  getParentRoute: () => root,
  path: '/r/$token',
  component: lazyRouteComponent(() => import('../reports/linked-page.tsx'), 'LinkedPage'),
})
const guest = createRoute({
  getParentRoute: () => root,
  path: '/g/$token',
  validateSearch: ({ post: shown, month }: Record<string, unknown>): { post?: string | undefined; month?: string | undefined } => ({
    ...(typeof shown === 'string' ? { post: shown } : {}),
    ...(typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
  }),
  component: lazyRouteComponent(() => import('../governance/approvals/guest-page.tsx'), 'GuestPage'),
})
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: ({ token, error }: Record<string, unknown>): { token?: string; error?: string } => ({
    ...(typeof token === 'string' ? { token } : {}),
    ...(typeof error === 'string' ? { error } : {}),
  }),
  component: lazyRouteComponent(() => import('../teams/reset-password-page.tsx'), 'ResetPasswordPage'),
})

interface NextSearch {
  next?: string
}

/** Where one wanted to go before signing in. */
function readNext({ next }: Record<string, unknown>): NextSearch {
  return typeof next === 'string' && isOwnPath(next) ? { next } : {}
}

/** A path of this site and nothing else, so that nobody is led away after signing in. */
const settingsPages = [
  settingsIndex,
  accounts,
  account,
  members,
  brand,
  campaigns,
  voice,
  workflows,
  linkSettings,
  savedAnswers,
  rules,
  deadlines,
  announcing,
  personFields,
  playbooks,
  training,
  trainingDocument,
  workspace,
  workspaceSignIn,
  profile,
  mySignIn,
  notificationSettings,
  hooks,
  apiKeys,
  audit,
  about,
]

export const router = createRouter({
  routeTree: root.addChildren([
    inside.addChildren([
      today,
      calendar,
      evergreen,
      inbox,
      inboxMeasures,
      people,
      analytics.addChildren(analyticsPages),
      conversions,
      conversionSite,
      returnOnCosts,
      approvals,
      approval,
      library,
      links,
      crisis,
      crisisPlaybook,
      oneCrisis,
      post,
      comingBack,
      confirmEmail,
      settings.addChildren(settingsPages),
    ]),
    signIn,
    secondStep,
    twoFactorsFirst,
    setUp,
    invitation,
    linkedReport,
    guest,
    resetPassword,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultPendingComponent: () => <LoadingState rows={5} />,
  defaultErrorComponent: ({ error, reset }) =>
    error instanceof TypeError || refusalOf(error) ? <ErrorState error={error} retry={reset} /> : <ScreenBroke />,
})

/** Sends for the screen the address names, and asks who is there, while the words are still on their way. */
export function askAhead(): void {
  const [matchedRoutes] = router.getMatchedRoutes(router.latestLocation.pathname)
  for (const route of matchedRoutes) void router.loadRouteChunk(route)
  if (matchedRoutes.some(({ id }) => id === inside.id)) void queries.prefetchQuery(api.teams.me.queryOptions())
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
