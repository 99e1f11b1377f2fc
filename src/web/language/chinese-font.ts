const han = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/

/** Loads the Chinese face's rules at the first Chinese character on screen, shown or typed; the browser then fetches only the pieces it draws. */
export function bringChineseFontWhenNeeded(): void {
  const watcher = new MutationObserver((changes) => {
    if (
      changes.some(({ target, addedNodes }) => isChinese(target.nodeValue) || [...addedNodes].some((node) => isChinese(node.textContent)))
    )
      bring()
  })
  const typed = (event: Event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) {
      if (isChinese(event.target.value)) bring()
    }
  }
  const bring = () => {
    watcher.disconnect()
    document.removeEventListener('input', typed, true)
    void import('@fontsource-variable/noto-sans-tc/wght.css')
  }
  watcher.observe(document.body, { subtree: true, childList: true, characterData: true })
  document.addEventListener('input', typed, true)
}

const isChinese = (text: string | null) => text !== null && han.test(text)
