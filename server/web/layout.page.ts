/** The same page in another language. `label` is in that language. */
export interface LanguageLink {
  label: string
  href: string
  /** Its language tag. */
  lang: string
  current: boolean
}

/** A page that officials have in their menu. */
export interface StaffMenuLink {
  label: string
  href: string
  current: boolean
}

/** Who is signed in, and where they may go. */
export interface StaffFrame {
  name: string
  menu: StaffMenuLink[]
}

/** The model of a partial that prints nothing of its page. */
export type AnyPage = object

/** What views/layouts/*.ejs print around a page. */
export interface LayoutPage {
  /** Without the product's name, which the layout adds. */
  title: string
  /** The rendered view. */
  bodyHtml: string
  /** Paths below `public/` of the ES modules to start. */
  scripts: readonly string[]
  /** The same of plain scripts, which run before the modules. */
  vendorScripts: readonly string[]
  languages: LanguageLink[]
  /** Null where nobody is signed in. */
  staff: StaffFrame | null
  /** True when the database holds made-up responses: every page then says so. */
  simulated: boolean
  /** A word for the style sheet, or ''. */
  bodyClass: string
}
