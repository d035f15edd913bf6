import type { AccountPage } from './accounts/account.page.ts'
import type { AccountChangePage } from './accounts/account-change.page.ts'
import type { ConfirmPage } from './accounts/confirm.page.ts'
import type { EnrolmentPage, RecoveryCodesPage } from './accounts/enrolment.page.ts'
import type { PasskeyFormPage } from './accounts/passkey-form.page.ts'
import type { ProviderLinkPage } from './accounts/provider-link.page.ts'
import type { SecondFactorPage } from './accounts/second-factor.page.ts'
import type { SignInPage } from './accounts/sign-in.page.ts'
import type { StaffFormPage } from './accounts/staff-form.page.ts'
import type { StaffListPage } from './accounts/staff-list.page.ts'
import type { AccessLinkPage, StaffMemberPage } from './accounts/staff-member.page.ts'
import type { ApiKeysPage } from './api/api-keys.page.ts'
import type { AuditPage } from './audit/audit.page.ts'
import type { CommentListPage } from './comments/comment-list.page.ts'
import type { DashboardPage } from './dashboard/dashboard.page.ts'
import type { QuestionsPage } from './dashboard/questions.page.ts'
import type { DevicePage } from './devices/device.page.ts'
import type { DeviceListPage } from './devices/device-list.page.ts'
import type { EnrolmentCodePage } from './devices/enrolment-code.page.ts'
import type { BatchPage } from './entries/batch.page.ts'
import type { BatchFormPage } from './entries/batch-form.page.ts'
import type { BatchListPage } from './entries/batch-list.page.ts'
import type { CheckPage } from './entries/check.page.ts'
import type { HomePage } from './home/home.page.ts'
import type { AssignmentPage } from './instruments/assignment.page.ts'
import type { DetailsFormPage } from './instruments/details-form.page.ts'
import type { InstrumentDraftPage } from './instruments/instrument-draft.page.ts'
import type { InstrumentListPage } from './instruments/instrument-list.page.ts'
import type { InstrumentPreviewPage } from './instruments/instrument-preview.page.ts'
import type { InstrumentVersionPage } from './instruments/instrument-version.page.ts'
import type { ItemFormPage } from './instruments/item-form.page.ts'
import type { DossierImportPage } from './invitations/dossier-import.page.ts'
import type { DossierListPage } from './invitations/dossier-list.page.ts'
import type { AlreadyRatedPage } from './invitations/invitation.page.ts'
import type { ResponseRatePage } from './invitations/response-rate.page.ts'
import type { SlipFormPage } from './invitations/slip-form.page.ts'
import type { SlipsPage } from './invitations/slips.page.ts'
import type { KioskScreensPage } from './kiosk/kiosk-screens.page.ts'
import type { KioskShellPage } from './kiosk/kiosk-shell.page.ts'
import type { OverviewPage } from './overview/overview.page.ts'
import type { PosterPage } from './posters/poster.page.ts'
import type { RatingFormPage } from './responses/rating-form.page.ts'
import type { ThanksPage } from './responses/thanks.page.ts'
import type { DataDictionaryPage } from './results/data-dictionary.page.ts'
import type { ResultsPage } from './results/results.page.ts'
import type { FlagPage } from './review/flag.page.ts'
import type { FlagListPage } from './review/flag-list.page.ts'
import type { SettingsImportPage } from './settings/import.page.ts'
import type { SettingsPage } from './settings/settings.page.ts'
import type { CodeEntryPage } from './touchpoints/code-entry.page.ts'
import type { TouchpointPage } from './touchpoints/touchpoint.page.ts'
import type { TouchpointFormPage } from './touchpoints/touchpoint-form.page.ts'
import type { TouchpointListPage } from './touchpoints/touchpoint-list.page.ts'
import type { ChangeFormPage } from './units/change-form.page.ts'
import type { ChangePreviewPage } from './units/change-preview.page.ts'
import type { UnitImportPage } from './units/import.page.ts'
import type { UnitPage } from './units/unit.page.ts'
import type { UnitListPage } from './units/unit-list.page.ts'
import type { InterviewImportPage } from './waves/interview-import.page.ts'
import type { WavePage } from './waves/wave.page.ts'
import type { WaveFormPage } from './waves/wave-form.page.ts'
import type { WaveListPage } from './waves/wave-list.page.ts'
import type { ErrorPage } from './web/error.page.ts'

/** Every view and the page model that it prints. */
export interface Pages {
  'accounts/access-link': AccessLinkPage
  'accounts/account': AccountPage
  'accounts/account-change': AccountChangePage
  'accounts/confirm': ConfirmPage
  'accounts/enrolment': EnrolmentPage
  'accounts/passkey-form': PasskeyFormPage
  'accounts/provider-link': ProviderLinkPage
  'accounts/recovery-codes': RecoveryCodesPage
  'accounts/second-factor': SecondFactorPage
  'accounts/sign-in': SignInPage
  'accounts/staff-form': StaffFormPage
  'accounts/staff-list': StaffListPage
  'accounts/staff-member': StaffMemberPage
  'audit/audit': AuditPage
  'api/api-keys': ApiKeysPage
  'comments/list': CommentListPage
  'dashboard/dashboard': DashboardPage
  'dashboard/questions': QuestionsPage
  'devices/device': DevicePage
  'devices/enrolment-code': EnrolmentCodePage
  'devices/list': DeviceListPage
  'entries/batch': BatchPage
  'entries/check': CheckPage
  'entries/form': BatchFormPage
  'entries/list': BatchListPage
  'errors/error': ErrorPage
  'home/home': HomePage
  'instruments/assignment': AssignmentPage
  'instruments/details-form': DetailsFormPage
  'instruments/draft': InstrumentDraftPage
  'instruments/item-form': ItemFormPage
  'instruments/list': InstrumentListPage
  'instruments/preview': InstrumentPreviewPage
  'instruments/version': InstrumentVersionPage
  'invitations/already-rated': AlreadyRatedPage
  'invitations/dossiers': DossierListPage
  'invitations/import': DossierImportPage
  'invitations/response-rate': ResponseRatePage
  'invitations/slip-form': SlipFormPage
  'invitations/slips': SlipsPage
  'kiosk/screens': KioskScreensPage
  'kiosk/shell': KioskShellPage
  'overview/overview': OverviewPage
  'posters/poster': PosterPage
  'responses/rating-form': RatingFormPage
  'responses/thanks': ThanksPage
  'results/data-dictionary': DataDictionaryPage
  'results/results': ResultsPage
  'review/flag': FlagPage
  'review/list': FlagListPage
  'settings/import': SettingsImportPage
  'settings/settings': SettingsPage
  'touchpoints/code-entry': CodeEntryPage
  'touchpoints/form': TouchpointFormPage
  'touchpoints/list': TouchpointListPage
  'touchpoints/touchpoint': TouchpointPage
  'units/form': ChangeFormPage
  'units/import': UnitImportPage
  'units/list': UnitListPage
  'units/preview': ChangePreviewPage
  'units/unit': UnitPage
  'waves/form': WaveFormPage
  'waves/import': InterviewImportPage
  'waves/list': WaveListPage
  'waves/wave': WavePage
}

export interface PageSettings {
  layout: 'citizen' | 'official' | 'print' | 'kiosk' | 'fragment'
  /** ES modules of `public/`, loaded after the page is shown. */
  scripts: string[]
  /** Plain scripts that come before the modules. */
  vendorScripts?: string[]
  bodyClass?: string
  /** Without the province's logo: what everybody loads on a slow phone stays as light as it is. */
  isLight?: true
}

export const pageSettings: Record<keyof Pages, PageSettings> = {
  'accounts/access-link': { layout: 'official', scripts: [] },
  'accounts/account': { layout: 'official', scripts: [] },
  'accounts/account-change': { layout: 'official', scripts: [] },
  'accounts/confirm': { layout: 'official', scripts: ['js/accounts/passkey-factor.js'] },
  'accounts/enrolment': { layout: 'citizen', scripts: [] },
  'accounts/passkey-form': { layout: 'official', scripts: ['js/accounts/new-passkey.js'] },
  'accounts/provider-link': { layout: 'official', scripts: [] },
  'accounts/recovery-codes': { layout: 'citizen', scripts: [] },
  'accounts/second-factor': { layout: 'citizen', scripts: ['js/accounts/passkey-factor.js'] },
  'accounts/sign-in': { layout: 'citizen', scripts: ['js/accounts/passkey-factor.js'] },
  'accounts/staff-form': { layout: 'official', scripts: [] },
  'accounts/staff-list': { layout: 'official', scripts: [] },
  'accounts/staff-member': { layout: 'official', scripts: [] },
  'audit/audit': { layout: 'official', scripts: [] },
  'api/api-keys': { layout: 'official', scripts: [] },
  'comments/list': { layout: 'official', scripts: [] },
  'dashboard/dashboard': {
    layout: 'official',
    scripts: ['js/dashboard/charts.js'],
    vendorScripts: ['vendor/chart.js'],
  },
  'dashboard/questions': { layout: 'official', scripts: [] },
  'devices/device': { layout: 'official', scripts: [] },
  'devices/enrolment-code': { layout: 'official', scripts: [] },
  'devices/list': { layout: 'official', scripts: [] },
  'entries/batch': { layout: 'official', scripts: ['js/entries/entry.js'] },
  'entries/check': { layout: 'official', scripts: [] },
  'entries/form': { layout: 'official', scripts: [] },
  'entries/list': { layout: 'official', scripts: [] },
  'errors/error': { layout: 'citizen', scripts: [] },
  'home/home': { layout: 'citizen', scripts: [] },
  'instruments/assignment': { layout: 'official', scripts: [] },
  'instruments/details-form': { layout: 'official', scripts: [] },
  'instruments/draft': { layout: 'official', scripts: [] },
  'instruments/item-form': { layout: 'official', scripts: [] },
  'instruments/list': { layout: 'official', scripts: [] },
  'instruments/preview': {
    layout: 'citizen',
    scripts: ['js/responses/rating-form.js'],
    isLight: true,
  },
  'instruments/version': { layout: 'official', scripts: [] },
  'invitations/already-rated': { layout: 'citizen', scripts: [] },
  'invitations/dossiers': { layout: 'official', scripts: ['js/web/long-form.js'] },
  'invitations/import': { layout: 'official', scripts: ['js/invitations/progress.js'] },
  'invitations/response-rate': { layout: 'official', scripts: [] },
  'invitations/slip-form': { layout: 'official', scripts: [] },
  'invitations/slips': { layout: 'print', scripts: ['js/posters/print.js'] },
  'kiosk/screens': { layout: 'fragment', scripts: [] },
  'kiosk/shell': { layout: 'kiosk', scripts: ['js/kiosk/main.js'], bodyClass: 'kiosk' },
  'overview/overview': { layout: 'official', scripts: [] },
  'posters/poster': { layout: 'print', scripts: ['js/posters/print.js'] },
  'responses/rating-form': {
    layout: 'citizen',
    scripts: ['js/responses/rating-form.js'],
    isLight: true,
  },
  'responses/thanks': { layout: 'citizen', scripts: ['js/responses/thanks.js'], isLight: true },
  'results/data-dictionary': { layout: 'citizen', scripts: [] },
  'results/results': { layout: 'citizen', scripts: [] },
  'review/flag': { layout: 'official', scripts: [] },
  'review/list': { layout: 'official', scripts: [] },
  'settings/import': { layout: 'official', scripts: [] },
  'settings/settings': { layout: 'official', scripts: [] },
  'touchpoints/code-entry': { layout: 'citizen', scripts: [] },
  'touchpoints/form': { layout: 'official', scripts: [] },
  'touchpoints/list': { layout: 'official', scripts: [] },
  'touchpoints/touchpoint': { layout: 'official', scripts: [] },
  'units/form': { layout: 'official', scripts: [] },
  'units/import': { layout: 'official', scripts: ['js/web/long-form.js'] },
  'units/list': { layout: 'official', scripts: [] },
  'units/preview': { layout: 'official', scripts: [] },
  'units/unit': { layout: 'official', scripts: [] },
  'waves/form': { layout: 'official', scripts: [] },
  'waves/import': { layout: 'official', scripts: ['js/web/long-form.js'] },
  'waves/list': { layout: 'official', scripts: [] },
  'waves/wave': { layout: 'official', scripts: ['js/web/long-form.js'] },
}
