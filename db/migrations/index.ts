import type { Migration } from 'kysely/migration'
import * as accounts from './2026-11-24-accounts.ts'
import * as catalogues from './2026-11-24-catalogues.ts'
import * as comments from './2026-11-24-comments.ts'
import * as counting from './2026-11-24-counting.ts'
import * as devices from './2026-11-24-devices.ts'
import * as dossiers from './2026-11-24-dossiers.ts'
import * as entries from './2026-11-24-entries.ts'
import * as instruments from './2026-11-24-instruments.ts'
import * as passkeys from './2026-11-24-passkeys.ts'
import * as responses from './2026-11-24-responses.ts'
import * as reviewFlags from './2026-11-24-review-flags.ts'
import * as touchpointHours from './2026-11-24-touchpoint-hours.ts'
import * as uncountedComments from './2026-11-24-uncounted-comments.ts'
import * as unitChanges from './2026-11-24-unit-changes.ts'

/** Dated and frozen: a landed migration is never edited, a change is a new one. Names sort in the order they run. */
export const migrations: Record<string, Migration> = {
  '2026-11-24-1-catalogues': catalogues,
  '2026-11-24-2-responses': responses,
  '2026-11-24-3-counting': counting,
  '2026-11-24-4-accounts': accounts,
  '2026-11-24-5-devices': devices,
  '2026-11-24-6-dossiers': dossiers,
  '2026-11-24-7-entries': entries,
  '2026-11-24-8-unit-changes': unitChanges,
  '2026-11-24-9-instruments': instruments,
  '2026-11-24-a-passkeys': passkeys,
  '2026-11-24-b-uncounted-comments': uncountedComments,
  '2026-11-24-c-comments': comments,
  '2026-11-24-d-touchpoint-hours': touchpointHours,
  '2026-11-24-e-review-flags': reviewFlags,
}
