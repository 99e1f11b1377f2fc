/** Remembers what was made of some words: making a formatter of the browser takes longer than a hundred uses of it. For few different words only. */
export function madeOnce<Words extends readonly string[], Made>(make: (...words: Words) => Made): (...words: Words) => Made {
  const known = new Map<string, Made>()
  return (...words) => {
    const name = words.join('\n')
    const made = known.get(name) ?? make(...words)
    known.set(name, made)
    return made
  }
}
