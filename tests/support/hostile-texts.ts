/** Names and comments that would do something if a page, a template, a translation or a script took them for code. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus='alert(1)",
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<!--<script>alert(1)',
  ']]><script>alert(1)</script>',
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">x</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)',
  '\\u003cscript\\u003ealert(1)',
  "<%= 7*7 %><%- include('/etc/passwd') %>",
  "{{constructor.constructor('alert(1)')()}}",
  '$t(common:product) {{code}} {{- code}}',
  '`#{alert(1)}`',
  "<style>@import'//evil.example'</style>",
  '<base href=//evil.example>',
  '<meta http-equiv=refresh content=0;url=//evil.example>',
]

/** As EJS writes a text into a page. */
export function escaped(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&#34;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
