// One screen at a time. What leaves the stage is gone, with everything that was entered in it.

/** @param {HTMLElement} place */
export function createStage(place) {
  let ending = new AbortController()

  return {
    place,

    /**
     * @param {string} name
     * @param {DocumentFragment} content
     * @returns {AbortSignal} aborted when the screen leaves
     */
    show(name, content) {
      ending.abort()
      ending = new AbortController()
      place.dataset['stage'] = name
      place.replaceChildren(content)
      scrollTo(0, 0)
      // So that whoever hears the page hears the new screen, and the keyboard begins at its top.
      place.querySelector('h1')?.focus({ preventScroll: true })
      return ending.signal
    },
  }
}

/**
 * A fresh copy of a screen.
 * @param {ParentNode} source holds the templates
 * @param {string} name
 * @returns {DocumentFragment}
 */
export function screenIn(source, name) {
  const template = source.querySelector(`template[data-screen="${name}"]`)
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`the kiosk has no screen ${name}`)
  return document.importNode(template.content, true)
}
