// All pages of analytics come in one piece: they share most of what they are made of, and the router knows one address of it instead of eight.
export { AudiencePage } from './audience-page.tsx'
export { ByPage } from './by-page.tsx'
export { ComparePage } from './compare-page.tsx'
export { OfPage } from './of-page.tsx'
export { OverviewPage } from './overview-page.tsx'
export { MeasuredPostPage } from './post-page.tsx'
export { PostsPage } from './posts-page.tsx'
export { TimesPage } from './times-page.tsx'
