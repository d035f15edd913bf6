import { csvDocument, csvLines } from '../web/csv.ts'
import type { Translate } from '../web/i18n.ts'
import type { DossierImport } from './dossier-import.ts'
import type { MadeOutInvitation } from './make-out-invitations.ts'
import { smsText } from './sms-text.ts'

/** The file for whoever sends the invitations: the rows that were sent, with link and message. */
export async function* invitationFile(
  { header }: DossierImport,
  invitations: AsyncIterable<readonly MadeOutInvitation[]>,
  { t, citizens }: { t: Translate; citizens: Translate },
): AsyncGenerator<string> {
  const added = ['link', 'sms', 'status'].map((column) => t(`invitations:file.${column}`))
  yield csvDocument([[...header, ...added]])
  for await (const chunk of invitations) {
    yield csvLines(
      chunk.map(({ cells, code, link, wasInvitedBefore }) => [
        ...header.map((_name, index) => cells[index] ?? ''),
        link,
        message(code, link, citizens),
        t(wasInvitedBefore ? 'invitations:file.before' : 'invitations:file.new'),
      ]),
    )
  }
}

/** With the code, where both fit into one SMS. */
function message(code: string, link: string, t: Translate): string {
  return smsText([t('invitations:sms', { code, link }), t('invitations:smsShort', { link })])
}
