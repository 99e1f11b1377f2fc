import type { Language } from '#kit/contract'
import { writeLetter } from '#modules/teams'

interface Facts {
  readonly kind: 'welcome' | 'asked' | 'due'
  readonly name: string
  readonly brand: string
  readonly by: string
  /** First lines. */
  readonly posts: readonly string[]
  readonly url: string
}

/** A letter to somebody outside. Its button only opens the page: what programs open by themselves on the way decides nothing. */
export function guestLetter(language: Language, facts: Facts): ReturnType<typeof writeLetter> {
  return language === 'zh-TW' ? inChinese(facts) : inEnglish(facts)
}

function inEnglish({ kind, name, brand, by, posts, url }: Facts): ReturnType<typeof writeLetter> {
  const several = posts.length > 1
  const subjects = {
    welcome: `Your page for the posts of ${brand}`,
    asked: several ? `${posts.length} posts of ${brand} wait for your approval` : `A post of ${brand} waits for your approval`,
    due: `Soon over: a post of ${brand} still waits for you`,
  }
  const leads = {
    welcome: `With the link below you see what ${brand} plans to publish, approve it or say what should change. You need no account.`,
    asked: `${by} asks you to look at ${several ? 'these posts' : 'this post'} before ${several ? 'they go' : 'it goes'} out:`,
    due: `${by} asked you to look at this post, and the time for it is soon over:`,
  }
  return writeLetter({
    language: 'en',
    subject: subjects[kind],
    paragraphs: [
      `Hello ${name},`,
      leads[kind],
      ...listed(posts, (more) => `and ${more} more`),
      'The link is for you alone. Please do not pass it on.',
    ],
    action: { label: kind === 'welcome' ? 'Open my page' : 'Look and decide', url },
    because: `You get this because ${brand} asks for your approval of its posts. If you do not know them, do nothing.`,
  })
}

function inChinese({ kind, name, brand, by, posts, url }: Facts): ReturnType<typeof writeLetter> {
  const several = posts.length > 1
  const subjects = {
    welcome: `「${brand}」貼文的專屬頁面`,
    asked: several ? `「${brand}」有 ${posts.length} 則貼文等你核准` : `「${brand}」有一則貼文等你核准`,
    due: `期限快到了：「${brand}」的貼文還在等你核准`,
  }
  const leads = {
    welcome: `透過下面的連結，你可以看到「${brand}」預計發佈的貼文，並核准或說明要改哪裡，不需要註冊帳號。`,
    asked: `${by} 請你在發佈前看過${several ? '這些貼文' : '這則貼文'}：`,
    due: `${by} 請你看過這則貼文，期限快到了：`,
  }
  return writeLetter({
    language: 'zh-TW',
    subject: subjects[kind],
    paragraphs: [`${name}，你好：`, leads[kind], ...listed(posts, (more) => `還有 ${more} 則`), '這個連結只給你一個人使用，請勿轉寄。'],
    action: { label: kind === 'welcome' ? '開啟我的頁面' : '查看並決定', url },
    because: `你會收到這封信，是因為「${brand}」請你核准貼文。若不認識對方，不必理會即可。`,
  })
}

const mostListed = 10

function listed(posts: readonly string[], more: (count: number) => string): string[] {
  const shown = posts.slice(0, mostListed).map((line) => `• ${line}`)
  return [...shown, ...(posts.length > mostListed ? [more(posts.length - mostListed)] : [])]
}
