import type { InstrumentContent, InstrumentItem } from './instrument.ts'

/** An item in the place of the one with its id, or at the end. */
export function withItem(content: InstrumentContent, item: InstrumentItem): InstrumentContent {
  const isKnown = content.items.some(({ id }) => id === item.id)
  return {
    ...content,
    items: isKnown ? content.items.map((one) => (one.id === item.id ? item : one)) : [...content.items, item],
  }
}

export function withoutItem(content: InstrumentContent, id: string): InstrumentContent {
  return { ...content, items: content.items.filter((item) => item.id !== id) }
}

/** An item one place earlier (-1) or later (1); the same content where there is no such place. */
export function withMovedItem(content: InstrumentContent, id: string, by: 1 | -1): InstrumentContent {
  const items = [...content.items]
  const from = items.findIndex((item) => item.id === id)
  const [item] = items.splice(from, 1)
  const to = from + by
  if (!item || to < 1 || to > items.length) return content
  items.splice(to, 0, item)
  return { ...content, items }
}

/** An id for a new item from its short English name: `number_of_visits`, `number_of_visits_2`. */
export function newItemId(content: InstrumentContent, shortName: string): string {
  const words = shortName
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 28)
  const base = words || 'item'
  const taken = new Set(content.items.map(({ id }) => id))
  let id = base
  for (let n = 2; taken.has(id); n++) id = `${base}_${n}`
  return id
}
