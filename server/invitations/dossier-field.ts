/** What a row says of a dossier, in the order in which people are asked for its columns. */
export const DOSSIER_FIELDS = [
  'code',
  'unit',
  'procedureField',
  'procedure',
  'channel',
  'outcome',
  'receivedOn',
  'dueOn',
  'finishedOn',
] as const
export type DossierField = (typeof DOSSIER_FIELDS)[number]

export const REQUIRED_FIELDS: ReadonlySet<DossierField> = new Set([
  'code',
  'unit',
  'procedureField',
  'outcome',
  'finishedOn',
])

/** What one row says, as text; '' where it says nothing. */
export type DossierTexts = Readonly<Record<DossierField, string>>

export const CHANNELS = ['in_person', 'online', 'postal'] as const
export const OUTCOMES = ['returned', 'returned_late', 'rejected', 'withdrawn'] as const
