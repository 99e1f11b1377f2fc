import { type Patterns, type Utm, UtmName } from '../utm-contract.ts'

/** What a variable stands for; what is not known stands for nothing. */
export interface Facts {
  readonly brand?: string | undefined
  readonly campaign?: string | undefined
  readonly network?: string | undefined
  readonly account?: string | undefined
  readonly post?: string | undefined
  readonly date?: string | undefined
  readonly label?: string | undefined
}

/** What counts until a brand sets its own. */
export const usualPatterns: Patterns = { source: '{network}', medium: 'social', campaign: '{campaign}', term: '', content: '' }

/** The parameters that patterns make of facts; one that comes to nothing is left out. */
export function fillPatterns(patterns: Patterns, facts: Facts): Utm {
  const known = new Map<string, string | undefined>(Object.entries(facts))
  const filled = UtmName.options.map((name) => {
    const text = patterns[name].replaceAll(/\{(\w+)\}/g, (_, variable: string) => known.get(variable) ?? '')
    return [name, asValue(text)] as const
  })
  return Object.fromEntries(filled.filter(([, value]) => value !== ''))
}

/** Lower case, with a hyphen for whatever is neither letter nor digit: web analytics take `Spring Sale` and `spring-sale` for two. */
export function asValue(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}._~]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 200)
}
