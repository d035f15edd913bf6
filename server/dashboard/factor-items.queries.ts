import type { Db } from '../../db/schema.ts'
import { instrumentContent, type Localised } from '../instruments/instrument.ts'

/** A question about one service factor, and the questionnaire versions that ask it on the five-level scale. */
export interface FactorItem {
  id: string
  name: Localised
  versionIds: string[]
}

/** The questions about the five service factors of SIPAS, in the order of the latest questionnaire that has them. */
export async function listFactorItems(db: Db): Promise<FactorItem[]> {
  const versions = await db
    .selectFrom('instrument_version')
    .select(['id', 'content'])
    .orderBy('instrument_id')
    .orderBy('version', 'desc')
    .execute()
  const items = new Map<string, FactorItem>()
  for (const { id: versionId, content } of versions) {
    for (const { id, name } of factorsIn(versionId, content)) {
      const item = items.get(id) ?? { id, name, versionIds: [] }
      item.versionIds.push(versionId)
      items.set(id, item)
    }
  }
  return [...items.values()]
}

/** A published version never changes, so each is read once. */
const read = new Map<string, { content: string; factors: { id: string; name: Localised }[] }>()

function factorsIn(versionId: string, content: string) {
  const known = read.get(versionId)
  if (known?.content === content) return known.factors
  const { items } = instrumentContent.parse(JSON.parse(content))
  const factors = items.filter(({ factor }) => factor !== null).map(({ id, short }) => ({ id, name: short }))
  read.set(versionId, { content, factors })
  return factors
}
