/** The last part of what the browser or a server called a file, without control characters. */
export function plainName(name: string): string {
  const last =
    name
      .split(/[\\/]/)
      .at(-1)
      ?.replaceAll(/\p{Cc}/gu, '')
      .trim() ?? ''
  return /^\.*$/.test(last) ? 'file' : last.slice(0, 200).toWellFormed()
}

/** Without the ending that programs put there. */
export function titleOf(fileName: string): string {
  return fileName.replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, '')
}
