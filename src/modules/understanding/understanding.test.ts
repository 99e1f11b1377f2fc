import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { type Correction, understand, withCorrections } from './index.ts'

describe('what a message is about', () => {
  test.each([
    ['Three weeks and still no refund, nobody answers my emails. Terrible service.', 'complaint', 'negative'],
    ['The staff were so meaning and the cake was delicious, thank you!', 'praise', 'positive'],
    ['Hi, what time do you open on Sunday?', 'question', 'neutral'],
    ['FREE followers!!! Click here www.likes-4-you.example', 'spam', 'neutral'],
    ['等了一個小時餐點還沒來，服務態度超差', 'complaint', 'negative'],
    ['服務人員很親切，蛋糕超好吃，下次一定再來！', 'praise', 'positive'],
    ['請問週日幾點開始營業？', 'question', 'neutral'],
    ['在家兼職日領三千，加LINE：money888', 'spam', 'neutral'],
  ])('%s is %s', (message, meaning, sentiment) => {
    expect(understand(message)).toMatchObject({ meaning, sentiment })
  })

  test('both scripts of Chinese are read alike', () => {
    expect(understand('服务态度很差，再也不会来了').meaning).toBe('complaint')
    expect(understand('服務態度很差，再也不會來了').meaning).toBe('complaint')
  })

  test('a message without words says nothing', () => {
    expect(understand('')).toMatchObject({ language: 'und', reasons: [] })
    expect(understand('…')).toMatchObject({ language: 'und' })
  })

  test.each([
    ['en', 0.7],
    ['zh-TW', 0.7],
  ])('messages it has never seen (%s) are mostly told apart', (language, least) => {
    const lines = readFileSync(`bench/understanding/held-out.${language}.tsv`, 'utf8').trim().split('\n').slice(1)
    const right = lines.filter((line) => {
      const [meaning, , text = ''] = line.split('\t')
      return understand(text).meaning === meaning
    })
    expect(right.length / lines.length).toBeGreaterThan(least)
  })
})

describe('the language', () => {
  test.each([
    ['where is my order, it should have been here yesterday', 'en'],
    ['請問這個還有貨嗎', 'zh-TW'],
    ['请问这个还有货吗', 'zh-CN'],
    ['これはいつ届きますか', 'ja'],
    ['배송은 언제 오나요', 'ko'],
    ['¿Cuándo llega mi pedido? Llevo esperando una semana', 'es'],
    ['Ich warte seit einer Woche auf meine Bestellung', 'de'],
    ['أين طلبي', 'ar'],
    ['想問 iPhone 17 Pro Max 有現貨嗎', 'zh-TW'],
    ['😍😍😍', 'und'],
  ])('of «%s» is %s', (message, language) => {
    expect(understand(message).language).toBe(language)
  })

  test('is what the network says where the words do not tell', () => {
    expect(understand('好', { language: 'zh-CN' }).language).toBe('zh-CN')
    expect(understand('👍', { language: 'fr' }).language).toBe('fr')
  })
})

describe('reasons', () => {
  test('name the words that weighed, where they stand', () => {
    const message = '等超久，服務態度超差，氣死'
    const { reasons } = understand(message)
    expect(reasons.some(({ what, text }) => what === 'phrase' && /差|氣死/.test(text))).toBe(true)
    expect(reasons.every(({ text, start, end }) => message.slice(start, end) === text)).toBe(true)
  })

  test('show a denial, a question and a link', () => {
    const marks = understand("I don't know, is it this one? https://example.com/a").reasons.map(({ what, text }) => [what, text])
    expect(marks).toContainEqual(['negation', "don't"])
    expect(marks).toContainEqual(['question', '?'])
    expect(marks).toContainEqual(['link', 'https://example.com/a'])
  })
})

describe('corrections', () => {
  const corrections: Correction[] = [
    { text: 'The new matcha is bussin', meaning: 'praise', sentiment: 'positive' },
    { text: 'this place is bussin no joke', meaning: 'praise', sentiment: 'positive' },
    { text: 'their noodles are bussin', meaning: 'praise', sentiment: 'positive' },
  ]

  test('of the same words are kept to the letter', () => {
    const corrected = withCorrections([{ text: 'bring back the purple one', meaning: 'question' }])
    expect(corrected('@shop Bring back the purple one!!')).toMatchObject({ meaning: 'question', confidence: 1 })
    expect(corrected('@shop Bring back the purple one!!').reasons[0]?.what).toBe('corrected')
  })

  test('teach words that the model does not know', () => {
    expect(withCorrections(corrections)('The fries here are bussin')).toMatchObject({ meaning: 'praise', sentiment: 'positive' })
  })

  test('leave other messages as they are', () => {
    const message = '退款拖了一個月還沒下來，太誇張'
    expect(withCorrections(corrections)(message).meaning).toBe(understand(message).meaning)
    expect(withCorrections([])(message)).toEqual(understand(message))
  })

  test('the last word of a person counts', () => {
    const corrected = withCorrections([
      { text: 'so this happened', meaning: 'complaint' },
      { text: 'so this happened', meaning: 'praise' },
    ])
    expect(corrected('so this happened').meaning).toBe('praise')
  })
})
