const shelf = 'hearth.workspace'

/**
 * The workspace this tab shows, if one was ever chosen: by a link that names it, in this tab, or last in this browser. Otherwise the
 * server answers with the person's first. Each tab keeps its own.
 */
export function chosenWorkspace(): string | undefined {
  return chosen
}

/** Sent with every call. */
export function workspaceHeader(): Readonly<Record<string, string>> {
  return chosen === undefined ? {} : { 'hearth-workspace': chosen }
}

/**
 * Opens a workspace in this tab, afresh, so that nothing of another is left in memory. Until the new page is there this one goes on asking
 * for the workspace it shows: otherwise it would for a moment mix the two, and a click into that moment would be lost.
 */
export function openWorkspace(id: string, path = '/'): void {
  sessionStorage.setItem(shelf, id)
  localStorage.setItem(shelf, id)
  location.assign(path)
}

/** Back to the person's first workspace, without loading anything. */
export function forgetWorkspace(): void {
  chosen = undefined
  sessionStorage.removeItem(shelf)
  localStorage.removeItem(shelf)
}

let chosen = namedInAddress() ?? sessionStorage.getItem(shelf) ?? localStorage.getItem(shelf) ?? undefined
if (chosen !== undefined) sessionStorage.setItem(shelf, chosen)

/** Links in mails say which workspace they lead into; the address then forgets it. */
function namedInAddress(): string | undefined {
  const url = new URL(location.href)
  const named = url.searchParams.get('workspace')
  if (named === null) return undefined
  url.searchParams.delete('workspace')
  history.replaceState(history.state, '', url)
  return named
}
