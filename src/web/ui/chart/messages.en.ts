export const en = {
  asTable: 'As a table',
  asChart: 'As a chart',
  day: 'When',
  notKnown: 'n/a',
  nothing: 'No network told anything for these days',
  walk: (chart: string) => `${chart}. Left and right arrows walk along it.`,
  thin: 'Only one or two posts',
  fewer: 'Less',
  more: 'More',
}
