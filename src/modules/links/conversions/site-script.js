// What a site's pages load; docs/conversions.md says how. Comments and indentation are left out when it is served.
;(() => {
  const tag = document.currentScript
  const door = tag.src.replace(/\.js(\?.*)?$/, '')
  const name = 'hearth_click'
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- nothing of it may stand outside, on somebody else's page
  const isId = (text) => (/^[\da-f-]{36}$/i.test(text) ? text : undefined)
  // Whoever asks not to be followed is not, whatever else they agreed to.
  const quiet = navigator.globalPrivacyControl === true || navigator.doNotTrack === '1' || window.doNotTrack === '1'
  const arrived = quiet ? undefined : isId(new URLSearchParams(location.search).get(name))
  const write = (text, seconds) => {
    const domain = tag.dataset.domain ? ';domain=' + tag.dataset.domain : ''
    const secure = location.protocol === 'https:' ? ';secure' : ''
    document.cookie = name + '=' + text + ';path=/;samesite=lax;max-age=' + seconds + domain + secure
  }
  let allowed = false
  // Without consent nothing is stored or read: the click of this page view is known from its address alone.
  const click = () => arrived || (allowed && !quiet ? isId((document.cookie.match(/(?:^|; )hearth_click=([^;]*)/) || [])[1]) : undefined)
  const consent = (yes) => {
    allowed = yes === true
    if (!allowed || quiet) write('', 0)
    else if (arrived) write(arrived, 7776000)
  }
  const convert = ({ id, stage, value, currency }) => {
    const own = id || Date.now() + '-' + String(Math.random()).slice(2)
    const body = JSON.stringify({ id: own, stage, value, currency, clickId: click() })
    if (!('keepalive' in Request.prototype)) return Promise.resolve(navigator.sendBeacon(door, body))
    return fetch(door, { method: 'POST', body, keepalive: true, credentials: 'omit' }).then(
      (answer) => answer.ok,
      () => false,
    )
  }
  const api = { click, consent, convert, push: ([what, given]) => api[what](given) }
  const waiting = window.hearth
  window.hearth = api
  if (tag.dataset.consent === 'granted') consent(true)
  if (Array.isArray(waiting)) waiting.forEach(api.push)
})()
