import { beforeAll, describe, expect, it } from 'vitest'
import { thanksPage } from '../../server/responses/thanks.page.ts'
import { type Locale, loadTranslations, type Translate } from '../../server/web/i18n.ts'

const touchpoint = { code: 'demo-kiosk', unitName: 'Trung tâm', kind: 'qr', mode: null } as const

let translations: Record<Locale, Translate>

beforeAll(async () => {
  translations = await loadTranslations()
})

describe('The thanks', () => {
  it('say what became of the rating', () => {
    const { vi: t } = translations
    const titles = (['recorded', 'already_received', 'kept_first'] as const).map(
      (state) => thanksPage({ state, touchpoint, t }).title,
    )
    expect(titles).toEqual(['Cảm ơn Quý vị!', 'Cảm ơn Quý vị!', 'Đánh giá trước được giữ nguyên'])
    expect(thanksPage({ state: 'already_received', touchpoint, t }).message).toContain(
      'chỉ được tính một lần',
    )
  })

  it('stay on a phone until it is put away', () => {
    expect(thanksPage({ state: 'recorded', touchpoint, t: translations.vi }).returns).toBeNull()
  })

  it('make room on a kiosk after 15 seconds', () => {
    const page = thanksPage({
      state: 'recorded',
      touchpoint: { ...touchpoint, kind: 'kiosk' },
      t: translations.en,
    })
    expect(page.returns).toEqual({
      href: '/r/demo-kiosk?lang=vi',
      seconds: 15,
      pattern: 'A new form opens in {seconds} seconds.',
      text: 'A new form opens in 15 seconds.',
    })
  })

  it('ask nobody who was invited to rate one dossier for another rating', () => {
    const page = thanksPage({
      state: 'recorded',
      touchpoint: { ...touchpoint, mode: 'invitation' },
      t: translations.vi,
    })
    expect(page.againHref).toBeNull()
  })
})
