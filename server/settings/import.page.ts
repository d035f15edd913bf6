import { type Difference, differences, problemWords, type SettingWords } from './setting-words.ts'
import type { Settings } from './settings.ts'
import type { FileProblem, ReadSettings } from './settings-file.ts'

/** What views/settings/import.ejs prints: a file of settings before it is taken. */
export interface SettingsImportPage {
  title: string
  /** Everything that is wrong with the file; empty for none. */
  mistakes: string[]
  /** What the file would change; null where no file was read. */
  preview: SettingsPreview | null
}

export interface SettingsPreview {
  differences: Difference[]
  /** Of the settings that it is compared with. */
  revision: number
  /** The file, for the form that confirms it. */
  content: string
}

export type ImportState =
  | { state: 'empty' }
  | { state: 'refused'; problems: readonly FileProblem[] }
  | { state: 'read'; read: ReadSettings; content: string; settings: Settings }

export function settingsImportPage(state: ImportState, words: SettingWords): SettingsImportPage {
  return {
    title: words.t('settings:import.title'),
    mistakes: state.state === 'refused' ? state.problems.map((problem) => mistakeWords(problem, words)) : [],
    preview: state.state === 'read' ? preview(state, words) : null,
  }
}

function preview(
  { read, content, settings }: Extract<ImportState, { state: 'read' }>,
  words: SettingWords,
): SettingsPreview {
  return {
    differences: differences(settings, { ...read.values, logo: read.logo }, words),
    revision: settings.revision,
    content,
  }
}

function mistakeWords(problem: FileProblem, words: SettingWords): string {
  const { t } = words
  switch (problem.what) {
    case 'setting': {
      const { field } = problem
      return t('settings:import.setting', { field, message: problemWords(problem, words) })
    }
    case 'logo':
      return t('settings:import.setting', {
        field: 'logo',
        message: t(`settings:logo.problem.${problem.problem}`),
      })
    default:
      return t(`settings:import.problem.${problem.what}`)
  }
}
