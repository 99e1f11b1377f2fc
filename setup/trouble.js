/** Something the operator can put right; its message says how. */
export class Trouble extends Error {}

/** Runs a set-up step; its trouble is printed as a sentence instead of a stack. */
export async function runSetup(step) {
  try {
    await step()
  } catch (error) {
    console.error(`\n${error instanceof Trouble ? error.message : (error?.stack ?? error)}`)
    process.exit(1)
  }
}

/** What a failed command printed, as trouble whose message says what to do. `room` is the space the step needs. */
export function troubleFrom(output, { what, room }) {
  const known = [
    [/ENOSPC|no space left/i, `${what} failed: the disk is full. Free ${room} and run the same command again.`],
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network|socket hang up/,
      `${what} failed: the npm registry did not answer. Check the internet connection (behind a proxy: npm config set proxy <address>) and run the same command again.`,
    ],
    [
      /EACCES|EROFS|EPERM/,
      `${what} failed: this folder may not be written to. Make it yours (chown -R) or use a copy in a folder of your own.`,
    ],
    [
      /E404|ETARGET|EINTEGRITY/,
      `${what} failed: the npm registry has no intact copy of a package. Use the public registry (npm config get registry shows yours) and run the same command again.`,
    ],
  ]
  const sentence = known.find(([pattern]) => pattern.test(output))?.[1] ?? `${what} failed.`
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/EBADENGINE|deprecated/.test(line))
  return new Trouble(`${lines.slice(0, 25).join('\n')}\n\n${sentence}`)
}
