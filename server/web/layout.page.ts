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

/** How the province names itself: '' and null for what it has not said. */
export interface ProvinceFrame {
  name: string
  logo: { href: string; width: number; height: number } | null
  /** What stands above a page that is printed. */
  letterhead: { superior: string; issuing: string; placeAndDate: string } | null
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
  province: ProvinceFrame
  /** Null where nobody is signed in. */
  staff: StaffFrame | null
  /** True when the database holds made-up responses: every page then says so. */
  simulated: boolean
  /** A word for the style sheet, or ''. */
  bodyClass: string
}
