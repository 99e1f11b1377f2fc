import { html, type Html } from '#kit/html'

import type { AskedOf } from './stand-in-asked.ts'
import type { StandIn } from './stand-in.ts'

/** How a network sends somebody back who signed in on its site; each tells what is its own. For stand-ins. */
export interface SignIn<Server, Wanted extends Wish, Person> {
  /** What the person was sent here with, or what is wrong with it. */
  readonly read: (query: URLSearchParams) => Wanted | { readonly wrong: string }
  readonly refuse: (wrong: string) => Response
  readonly ask: (server: Server, query: URLSearchParams, wanted: Wanted) => Response
  /** @throws Error where nobody has this id. */
  readonly personWith: (server: Server, id: string) => Person
  readonly answerTo: (server: Server, wanted: Wanted, answer: Answer<Person>) => URL
  /** Can a right be left out on the page? Without, an app may still have been given less before. */
  readonly lets: 'all or nothing' | 'each right'
}

interface Wish {
  readonly scopes: readonly string[]
}

export interface Answer<Person> {
  readonly person: Person
  readonly deny: boolean
  readonly without: readonly string[]
}

type Peopled<Person> = { readonly state: { readonly people: readonly Person[] } }

/** `GET` shows who can be signed in as; `POST` is the button that was pressed there. */
export function authorize<Person extends { readonly id: string }, Server extends Peopled<Person>, Wanted extends Wish>(
  { read, refuse, ask, answerTo, lets }: SignIn<Server, Wanted, Person>,
  { server, method, url, body }: AskedOf<Server>,
): Response {
  const form = method === 'POST' ? new URLSearchParams(Buffer.from(body).toString()) : undefined
  const query = form ?? url.searchParams
  const wanted = read(query)
  if ('wrong' in wanted) return refuse(wanted.wrong)
  const person = server.state.people.find(({ id }) => id === form?.get('profile'))
  if (!form || !person) return ask(server, query, wanted)
  const kept = new Set(lets === 'each right' ? form.getAll('allowed') : wanted.scopes)
  const without = wanted.scopes.filter((scope) => !kept.has(scope))
  return Response.redirect(answerTo(server, wanted, { person, deny: form.get('answer') === 'deny', without }), 302)
}

/** The person signs in and answers, without the page. */
export function answerSignIn<Server, Wanted extends Wish, Person>(
  { read, personWith, answerTo }: SignIn<Server, Wanted, Person>,
  server: Server,
  [redirect, { profileId, deny = false, without = [] }]: Parameters<StandIn['approve']>,
): string {
  const wanted = read(new URL(redirect).searchParams)
  if ('wrong' in wanted) throw new Error(wanted.wrong)
  return answerTo(server, wanted, { person: personWith(server, profileId), deny, without }).toString()
}

/** The way back to the app, with what it is told: a code, or why there is none. */
export function backTo(redirectUri: string | URL, told: Readonly<Record<string, string | undefined>>): URL {
  const back = new URL(redirectUri)
  for (const [name, value] of Object.entries(told)) if (value !== undefined) back.searchParams.set(name, value)
  return back
}

interface Form {
  /** What is handed on from the address. */
  readonly query: { readonly get: (name: string) => string | null | undefined }
  readonly handedOn: readonly string[]
  readonly legend?: string
  readonly people: readonly { readonly id: string; readonly called: string }[]
  readonly rights: Html
  readonly allow: string
  readonly deny: string
}

/** The form of a page on which a person says who they are and lets an app in. */
export function signInForm({ query, handedOn, legend = 'Continue as', people, rights, allow, deny }: Form): Html {
  return html`<form method="post">
    ${handedOn.map((name) => html`<input type="hidden" name="${name}" value="${query.get(name) ?? ''}" />`)}
    <fieldset>
      <legend>${legend}</legend>
      ${people.map(
        ({ id, called }, index) =>
          html`<label
              ><input type="radio" name="profile" value="${id}" required ${index === 0 ? html`checked` : undefined} /> ${called}</label
            ><br />`,
      )}
    </fieldset>
    ${rights}
    <p><button name="answer" value="allow">${allow}</button> <button name="answer" value="deny">${deny}</button></p>
  </form>`
}
