/** The mean of the classes' F1, of the classes that the truth has. */
export function macroF1(pairs: readonly (readonly [truth: string, said: string])[]): number {
  const classes = [...new Set(pairs.map(([truth]) => truth))]
  const scores = classes.map((name) => {
    const right = pairs.filter(([truth, said]) => truth === name && said === name).length
    const either = pairs.filter(([truth]) => truth === name).length + pairs.filter(([, said]) => said === name).length
    return (2 * right) / either
  })
  return scores.reduce((sum, score) => sum + score, 0) / classes.length
}
