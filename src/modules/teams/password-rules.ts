/** Words that common passwords are built from, lower case; digits and signs around them do not make a password strong. */
const commonWords = `
  password passwort passw passcode secret letmein welcome login admin administrator root guest changeme default master
  iloveyou sunshine princess dragon monkey football baseball superman batman qwerty qwertz azerty asdfgh zxcvbn qazwsx
  hearth test testing hello summer winter spring autumn woaini taiwan taipei abc abcd abcdef user company marketing
  social media
`
  .trim()
  .split(/\s+/)
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p']
const lookalikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * Is this password one that guessers try first: too short, few different characters, a walk along the keyboard, a common word with
 * decoration, or made of the person's own name or address?
 */
export function isWeakPassword(password: string, about: readonly string[] = []): boolean {
  const lower = password.normalize('NFKC').toLowerCase()
  if (Array.from(lower).length < 10 || new Set(lower).size < 5) return true
  const rest = withoutKnownParts(lower, about)
  // Four characters that nobody could foresee are the least; a longer passphrase of plain words passes by its length.
  return new Set(rest).size < 4 || rest.length < 4
}

/** What remains of a password when everything a guesser starts from is taken out. */
function withoutKnownParts(lower: string, about: readonly string[]): string {
  const own = about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3)
  const words = [...own, ...commonWords].toSorted((one, other) => other.length - one.length)
  const bare = lower.replace(/(?:19|20)\d\d/g, '')
  const plain = bare.replace(/[013457@$!]/g, (character) => lookalikes[character] ?? character)
  const candidates = [bare, plain].map((text) => takeOut(text, words))
  return candidates.reduce((shortest, text) => (text.length < shortest.length ? text : shortest))
}

function takeOut(text: string, words: readonly string[]): string {
  const withoutWords = words.reduce((rest, word) => rest.replaceAll(word, ''), text)
  const withoutWalks = walks.reduce((rest, walk) => rest.replaceAll(walk, ''), withoutWords)
  return withoutWalks.replace(/(.+?)\1{2,}/g, '$1')
}

/** Every run of four or more neighbours on the keyboard or in the alphabet, both ways, longest first. */
const walks = rows
  .flatMap((row) => [row, Array.from(row).toReversed().join('')])
  .flatMap((row) => pieces(row))
  .toSorted((one, other) => other.length - one.length)

function pieces(row: string): string[] {
  const found: string[] = []
  for (let start = 0; start < row.length; start += 1) {
    for (let end = start + 4; end <= row.length; end += 1) found.push(row.slice(start, end))
  }
  return found
}
