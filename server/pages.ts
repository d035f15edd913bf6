import type { DashboardPage } from './dashboard/dashboard.page.ts'
import type { DevicePage } from './devices/device.page.ts'
import type { DeviceListPage } from './devices/device-list.page.ts'
import type { EnrolmentCodePage } from './devices/enrolment-code.page.ts'
import type { HomePage } from './home/home.page.ts'
import type { AlreadyRatedPage } from './invitations/invitation.page.ts'
import type { KioskScreensPage } from './kiosk/kiosk-screens.page.ts'
import type { KioskShellPage } from './kiosk/kiosk-shell.page.ts'
import type { PosterPage } from './posters/poster.page.ts'
import type { RatingFormPage } from './responses/rating-form.page.ts'
import type { ThanksPage } from './responses/thanks.page.ts'
import type { DataDictionaryPage } from './results/data-dictionary.page.ts'
import type { ResultsPage } from './results/results.page.ts'
import type { CodeEntryPage } from './touchpoints/code-entry.page.ts'
import type { TouchpointPage } from './touchpoints/touchpoint.page.ts'
import type { TouchpointFormPage } from './touchpoints/touchpoint-form.page.ts'
import type { TouchpointListPage } from './touchpoints/touchpoint-list.page.ts'
import type { ErrorPage } from './web/error.page.ts'

/** Every view and the page model that it prints. */
export interface Pages {
  'dashboard/dashboard': DashboardPage
  'devices/device': DevicePage
  'devices/enrolment-code': EnrolmentCodePage
  'devices/list': DeviceListPage
  'errors/error': ErrorPage
  'home/home': HomePage
  'invitations/already-rated': AlreadyRatedPage
  'kiosk/screens': KioskScreensPage
  'kiosk/shell': KioskShellPage
  'posters/poster': PosterPage
  'responses/rating-form': RatingFormPage
  'responses/thanks': ThanksPage
  'results/data-dictionary': DataDictionaryPage
  'results/results': ResultsPage
  'touchpoints/code-entry': CodeEntryPage
  'touchpoints/form': TouchpointFormPage
  'touchpoints/list': TouchpointListPage
  'touchpoints/touchpoint': TouchpointPage
}

export interface PageSettings {
  layout: 'citizen' | 'official' | 'print' | 'kiosk' | 'fragment'
  /** ES modules of `public/`, loaded after the page is shown. */
  scripts: string[]
  /** Plain scripts that come before the modules. */
  vendorScripts?: string[]
  bodyClass?: string
}

export const pageSettings: Record<keyof Pages, PageSettings> = {
  'dashboard/dashboard': {
    layout: 'official',
    scripts: ['js/dashboard/charts.js'],
    vendorScripts: ['vendor/chart.js'],
  },
  'devices/device': { layout: 'official', scripts: [] },
  'devices/enrolment-code': { layout: 'official', scripts: [] },
  'devices/list': { layout: 'official', scripts: [] },
  'errors/error': { layout: 'citizen', scripts: [] },
  'home/home': { layout: 'citizen', scripts: [] },
  'invitations/already-rated': { layout: 'citizen', scripts: [] },
  'kiosk/screens': { layout: 'fragment', scripts: [] },
  'kiosk/shell': { layout: 'kiosk', scripts: ['js/kiosk/main.js'], bodyClass: 'kiosk' },
  'posters/poster': { layout: 'print', scripts: ['js/posters/print.js'] },
  'responses/rating-form': { layout: 'citizen', scripts: ['js/responses/rating-form.js'] },
  'responses/thanks': { layout: 'citizen', scripts: ['js/responses/thanks.js'] },
  'results/data-dictionary': { layout: 'citizen', scripts: [] },
  'results/results': { layout: 'citizen', scripts: [] },
  'touchpoints/code-entry': { layout: 'citizen', scripts: [] },
  'touchpoints/form': { layout: 'official', scripts: [] },
  'touchpoints/list': { layout: 'official', scripts: [] },
  'touchpoints/touchpoint': { layout: 'official', scripts: [] },
}
