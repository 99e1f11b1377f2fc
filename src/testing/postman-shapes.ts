import { z } from 'zod'

/** Which names a value may have, and what its values are; a shape without children may be anything of its type. */
export interface Shape {
  readonly type?: 'list' | 'object' | 'string' | 'number' | 'boolean'
  readonly children?: ReadonlyMap<string, Shape>
  readonly each?: Shape
}

const recordSchema = z.record(z.string(), z.unknown())

/** The shape of an example. `more` are names that its nodes may have besides: those that can be asked for. */
export function shapeOfExample(value: unknown, more?: Shape): Shape {
  if (Array.isArray(value)) {
    const each = value.map((one: unknown) => shapeOfExample(one, more)).reduce<Shape | undefined>(merged, undefined)
    return { type: 'list', ...(each ? { each } : {}) }
  }
  const record = recordSchema.safeParse(value)
  if (!record.success) return typeOf(value)
  const { data } = record.data
  const isList = Array.isArray(data)
  const own = Object.entries(record.data).map(
    ([name, inside]) => [name, shapeOfExample(inside, isList && name === 'data' ? more : undefined)] as const,
  )
  const shape: Shape = { type: 'object', children: new Map(own) }
  return isList || !more ? shape : merged(shape, more)
}

/** The shape of `id,children{id,media_url}`: names, each of which may be anything. */
export function shapeOfFields(written: string): Shape {
  const children = new Map<string, Shape>()
  for (const [, name = '', , inside] of written.matchAll(/([\w.]+)(\{([^}]*)\})?/g)) {
    children.set(name, inside === undefined ? {} : shapeOfFields(inside))
  }
  return { children }
}

function merged(one: Shape | undefined, other: Shape): Shape {
  if (!one) return other
  const children = new Map([...(other.children ?? []), ...(one.children ?? [])])
  for (const [name, shape] of other.children ?? []) {
    const own = one.children?.get(name)
    if (own?.children && shape.children) children.set(name, merged(own, shape))
  }
  const each = one.each ?? other.each
  const type = one.type ?? other.type
  return { ...(type ? { type } : {}), ...(children.size > 0 ? { children } : {}), ...(each ? { each } : {}) }
}

function typeOf(value: unknown): Shape {
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? { type } : {}
}

/** Names that the shape does not have, and values of another type than its own. */
export function* strangeIn(value: unknown, shape: Shape, at: string): Generator<string> {
  if (Array.isArray(value)) {
    if (shape.type && shape.type !== 'list') yield `${at} is a list`
    for (const [index, one] of value.entries()) if (shape.each) yield* strangeIn(one, shape.each, `${at}/${index}`)
    return
  }
  const record = recordSchema.safeParse(value)
  if (!record.success) {
    if (shape.type && value !== null && shape.type !== typeof value) yield `${at} is no ${shape.type}`
    return
  }
  if (shape.type && shape.type !== 'object') yield `${at} is no ${shape.type}`
  for (const [name, inside] of Object.entries(record.data)) {
    const known = shape.children?.get(name)
    if (known) yield* strangeIn(inside, known, `${at}/${name}`)
    else if (shape.children) yield `${at}/${name} is not described`
  }
}
