/** Character references as pages write them in titles and descriptions: every number, and the names in common use. */
export function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#x[0-9a-f]{1,8};?|#\d{1,8};?|[a-z]{2,8};)/gi, (written) => {
    const name = written.slice(1).replace(';', '')
    if (/^#x/i.test(name)) return character(Number.parseInt(name.slice(2), 16))
    if (name.startsWith('#')) return character(Number(name.slice(1)))
    return named.get(name) ?? named.get(name.toLowerCase()) ?? written
  })
}

function character(code: number): string {
  const isText = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff)
  return isText ? String.fromCodePoint(code) : '\uFFFD'
}

const named = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00A0',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    bull: '•',
    middot: '·',
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    times: '×',
    euro: '€',
    pound: '£',
    eacute: 'é',
    egrave: 'è',
    agrave: 'à',
    ccedil: 'ç',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    szlig: 'ß',
    ntilde: 'ñ',
  }),
)
