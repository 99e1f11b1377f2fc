import { readFileSync } from 'node:fs'

import { Html } from '#kit/html'

/** Hearth's own colours, from where the rest of Hearth has them; the scheme is the system's. */
function colours(): string {
  const css = readFileSync(new URL('../web/ui/colours.css', import.meta.url), 'utf8')
  const [light = '', dark = ''] = [...css.matchAll(/\{([^}]*)\}/g)].map(([, block = '']) => block)
  return `:root{${light}}@media (prefers-color-scheme:dark){:root{${dark}}}`
}

const rules = `
*{box-sizing:border-box}
html{text-autospace:normal}
body{margin:0;background:var(--ground);color:var(--ink);font:400 14px/1.5 'Source Sans 3 Variable','Source Sans 3','Noto Sans TC Variable','Noto Sans TC',system-ui,sans-serif;font-variant-numeric:tabular-nums}
html[lang='zh-TW'] body{line-height:1.7;line-break:strict}
a{color:var(--ember-text)}
h1{font-size:1.75rem;line-height:1.2;margin:0}
h2{font-size:1.25rem;line-height:1.35;margin:0}
h3{font-size:1rem;margin:0}
h1,h2,h3{font-weight:600;text-wrap:balance}
p{margin:0;text-wrap:pretty}
:focus-visible{outline:2px solid var(--ember-text);outline-offset:2px}
header,main{max-width:84rem;margin:0 auto;padding:1rem}
header{display:grid;gap:.75rem;border-bottom:1px solid var(--line)}
.top{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline}
.top h1 a{color:inherit;text-decoration:none}
.soft{color:var(--ink-soft)}
.spread{margin-left:auto;white-space:nowrap}
.who .spread{text-decoration:none}
nav{display:flex;flex-wrap:wrap;gap:.25rem}
nav a{padding:.25rem .75rem;border-radius:4px;text-decoration:none;color:var(--ink)}
nav a[aria-current]{background:var(--ember-soft);color:var(--ember-text);font-weight:600}
.bar{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
form{margin:0}
form.inline{display:inline-flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.columns{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));align-items:start}
.one{max-width:38rem;margin:0 auto;display:grid;gap:1rem;grid-template-columns:minmax(0,1fr)}
.column{display:grid;gap:.75rem;min-width:0;grid-template-columns:minmax(0,1fr)}
article,.box{background:var(--raised);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;display:grid;gap:.5rem;min-width:0;grid-template-columns:minmax(0,1fr)}
.who{display:flex;gap:.5rem;align-items:center;min-width:0}
.names a{color:inherit;text-decoration:none;font-weight:600}
.names a:hover{text-decoration:underline}
.names{min-width:0;overflow:hidden;text-overflow:ellipsis}
.face{width:2.25rem;height:2.25rem;border-radius:50%;flex:none;display:grid;place-items:center;background:var(--sunken);color:var(--ink-soft);font-weight:600;object-fit:cover}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.pictures{display:grid;gap:2px;border-radius:6px;overflow:hidden;grid-template-columns:1fr 1fr}
.pictures img{width:100%;height:100%;max-height:24rem;object-fit:cover;display:block}
.pictures img:only-child,.pictures video{grid-column:1/-1}
.pictures video{width:100%;max-height:28rem;background:#000;display:block}
.card{border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;display:grid;text-decoration:none;color:inherit;overflow-wrap:anywhere}
.poll{list-style:none;margin:0;padding:0;display:grid;gap:.25rem}
.poll li{display:flex;justify-content:space-between;gap:1rem;border:1px solid var(--line);border-radius:4px;padding:.25rem .5rem}
.warning{color:var(--wait);font-weight:600}
.acts{display:flex;flex-wrap:wrap;gap:.25rem .5rem;align-items:center}
button{font:inherit;cursor:pointer;border:1px solid var(--line-strong);border-radius:4px;background:var(--raised);color:var(--ink);padding:.25rem .75rem;white-space:nowrap}
button:hover{background:var(--sunken)}
button.quiet{border-color:transparent;background:none;color:var(--ink-soft)}
.acts button.quiet{padding-inline:.25rem}
button.main{background:var(--ember);border-color:var(--ember);color:#fff}
button.main:hover{background:var(--ember-hover)}
label{display:grid;gap:.25rem;color:var(--ink-soft)}
textarea,input[type=text],select{font:inherit;width:100%;border:1px solid var(--line-strong);border-radius:4px;background:var(--raised);color:var(--ink);padding:.5rem}
.bar select{width:auto;flex:1 1 6rem;min-width:0}
.bar:has(select){flex-wrap:nowrap;gap:.5rem}
.bar label{display:flex;gap:.5rem;min-width:0;align-items:center;white-space:nowrap;flex:0 1 auto}
form.stack{display:grid;gap:.5rem;justify-items:start}
form.stack label{width:100%}
details summary{cursor:pointer;color:var(--ink-soft);padding:.25rem 0}
.problem{background:var(--bad-soft);color:var(--bad);border-radius:6px;padding:.5rem .75rem}
.talk{display:grid;gap:.5rem;list-style:none;margin:0;padding:0}
.talk li{justify-self:start;max-width:85%;background:var(--sunken);border-radius:8px;padding:.25rem .75rem;overflow-wrap:anywhere}
.talk li.mine{justify-self:end;background:var(--ember-soft)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`

/** Read once: nothing in it comes from people. */
export const style = new Html([colours() + rules], [])
